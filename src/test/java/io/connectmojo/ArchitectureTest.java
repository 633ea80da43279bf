package io.connectmojo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.connectmojo.rules.CodeRules;

/** The import rules of the architecture. */
@AnalyzeClasses(packages = "io.connectmojo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule modelAndScoreKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("io.connectmojo.model..", "io.connectmojo.score..", "io.connectmojo.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule rowOutputAndTextKnowNoGenmodel = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.connectmojo.row..",
                    "io.connectmojo.output..",
                    "io.connectmojo.record..",
                    "io.connectmojo.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hex..", "water..");

    @ArchTest
    static final ArchRule onlyTheEntryClassAndMetricsNameMonitorable = noClasses()
            .that()
            .resideOutsideOfPackage("io.connectmojo.metrics..")
            .and()
            .haveNameNotMatching("io\\.connectmojo\\.MojoScorer(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.kafka\\.common\\.metrics\\.(Monitorable|PluginMetrics)");

    @ArchTest
    static final ArchRule nothingImportsTheEntryClass = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.connectmojo.model..",
                    "io.connectmojo.row..",
                    "io.connectmojo.score..",
                    "io.connectmojo.output..",
                    "io.connectmojo.record..",
                    "io.connectmojo.problem..",
                    "io.connectmojo.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connectmojo");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.connectmojo.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noClassCyclesInMetrics = noClassCyclesIn("io.connectmojo.metrics..");

    @ArchTest
    static final ArchRule noClassCyclesInScoring = noClassCyclesIn("io.connectmojo.scoring..");

    @ArchTest
    static final ArchRule noClassCyclesInRecord = noClassCyclesIn("io.connectmojo.record..");

    @ArchTest
    static final ArchRule noClassCyclesInRow = noClassCyclesIn("io.connectmojo.row..");

    @ArchTest
    static final ArchRule noClassCyclesInOutput = noClassCyclesIn("io.connectmojo.output..");

    @ArchTest
    static final ArchRule noClassCyclesInProblem = noClassCyclesIn("io.connectmojo.problem..");

    @ArchTest
    static final ArchRule recordKnowsOnlyProblems = noClasses()
            .that()
            .resideInAPackage("io.connectmojo.record..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.connectmojo..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                            "io.connectmojo.record..", "io.connectmojo.problem.."))));

    /** No cycles between top-level classes, wherever they are within these packages; nested classes count as their top. */
    private static ArchRule noClassCyclesIn(String packages) {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return JavaClass.Predicates.resideInAPackage(packages).test(type)
                                ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "top-level classes of " + packages;
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    @ArchTest
    static final ArchRule noSystemOut =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchTests ofAllCode = ArchTests.in(CodeRules.class);
}
