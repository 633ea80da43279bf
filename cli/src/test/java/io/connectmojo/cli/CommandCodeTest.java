package io.connectmojo.cli;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.connectmojo.rules.CodeRules;

@AnalyzeClasses(packages = "io.connectmojo.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandCodeTest {
    @ArchTest
    static final ArchTests ofAllCode = ArchTests.in(CodeRules.class);
}
