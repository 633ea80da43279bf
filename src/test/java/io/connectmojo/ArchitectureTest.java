package io.connectmojo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
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
    static final ArchRule modelScoreStatsProblem_knowNoKafka = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.connectmojo.model..",
                    "io.connectmojo.score..",
                    "io.connectmojo.metrics.stats..",
                    "io.connectmojo.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule stats_knowTheJdkAlone = noClasses()
            .that()
            .resideInAPackage("io.connectmojo.metrics.stats..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "io.connectmojo.metrics.stats..");

    @ArchTest
    static final ArchRule rowRecordOutputPredicateProblem_knowNoGenmodel = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.connectmojo.row..",
                    "io.connectmojo.record..",
                    "io.connectmojo.output..",
                    "io.connectmojo.predicate..",
                    "io.connectmojo.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hex..", "water..");

    @ArchTest
    static final ArchRule kafkasClients_areForDeliveryAlone = noClasses()
            .that()
            .resideOutsideOfPackage("io.connectmojo.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients..");

    @ArchTest
    static final ArchRule monitorable_isNamedByEntryClassOrExportAlone = noClasses()
            .that()
            .resideOutsideOfPackage("io.connectmojo.metrics.export..")
            .and()
            .haveNameNotMatching("io\\.connectmojo\\.MojoScorer(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.kafka\\.common\\.metrics\\.(Monitorable|PluginMetrics)");

    @ArchTest
    static final ArchRule root_isImportedByNobody = noClasses()
            .that()
            .resideOutsideOfPackage("io.connectmojo")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connectmojo");

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("io.connectmojo.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule model_packagesImportOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.connectmojo.model..")
            .layer("model")
            .definedBy("io.connectmojo.model")
            .layer("signature")
            .definedBy("io.connectmojo.model.signature..")
            .layer("profile")
            .definedBy("io.connectmojo.model.profile..")
            .layer("archive")
            .definedBy("io.connectmojo.model.archive..")
            .layer("load")
            .definedBy("io.connectmojo.model.load..")
            .layer("library")
            .definedBy("io.connectmojo.model.library..")
            .layer("feed")
            .definedBy("io.connectmojo.model.feed..")
            .whereLayer("profile")
            .mayOnlyBeAccessedByLayers("model", "library", "feed")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("signature", "archive", "load", "library", "feed")
            .whereLayer("feed")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("signature")
            .mayOnlyBeAccessedByLayers("library", "feed")
            .whereLayer("library")
            .mayOnlyBeAccessedByLayers("feed")
            .whereLayer("load")
            .mayOnlyBeAccessedByLayers("library", "feed")
            .whereLayer("archive")
            .mayOnlyBeAccessedByLayers("load", "library", "feed");

    /** Two classes that know each other are one class, or three. Nested classes count as their top. */
    @ArchTest
    static final ArchRule noCyclesBetweenClasses =
            slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

    private static final class TopLevelClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return JavaClass.Predicates.resideInAPackage("io.connectmojo..").test(type)
                    ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes";
        }
    }

    @ArchTest
    static final ArchRule record_knowsProblemsAlone = noClasses()
            .that()
            .resideInAPackage("io.connectmojo.record..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.connectmojo..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                            "io.connectmojo.record..", "io.connectmojo.problem.."))));

    @ArchTest
    static final ArchRule noSystemOut =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    /** What most known vulnerabilities of Jackson need: docs/vulnerabilities.md relies on it. */
    @ArchTest
    static final ArchRule json_isNeverMappedToObjects = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.fasterxml.jackson.annotation..",
                    "com.fasterxml.jackson.core.async..",
                    "com.fasterxml.jackson.core.json.async..",
                    "com.fasterxml.jackson.databind.jsontype..")
            .orShould()
            .callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(
                            JavaClass.Predicates.assignableTo("com.fasterxml.jackson.core.ObjectCodec")))
                    .and(JavaCall.Predicates.target(HasName.Predicates.nameMatching(
                            "readValue.*|treeToValue|convertValue|updateValue|.*DefaultTyping.*"))));

    @ArchTest
    static final ArchTests ofAllCode = ArchTests.in(CodeRules.class);
}
