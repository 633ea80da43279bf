package io.connectmojo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;

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
    static final ArchRule nothingImportsTheEntryClassOrTheCommandLine = noClasses()
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
            .resideInAnyPackage("io.connectmojo", "io.connectmojo.cli..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.connectmojo.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noClassCyclesInMetrics = noClassCyclesIn("io.connectmojo.metrics..");

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

    /** Two classes of one package that know each other are one class, or three. */
    @ArchTest
    static final ArchRule noCyclesBetweenClasses =
            slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

    /** Each class with what is nested in it, in the packages that have no cycles. */
    private static final class TopLevelClasses implements SliceAssignment {
        private static final List<String> PACKAGES =
                List.of("io.connectmojo.score", "io.connectmojo.output", "io.connectmojo.config");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getName();
            boolean held = PACKAGES.stream()
                    .anyMatch(of -> javaClass.getPackageName().equals(of)
                            || javaClass.getPackageName().startsWith(of + "."));
            int nested = name.indexOf('$');
            return held ? SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes of " + PACKAGES;
        }
    }

    @ArchTest
    static final ArchRule noDangerousOrNoisyClasses = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.ObjectInputStream.class, java.net.URL.class);

    @ArchTest
    static final ArchRule noSystemOut = noClasses()
            .that()
            .resideOutsideOfPackage("io.connectmojo.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule onlyTheCommandLineNamesItsLibraries = noClasses()
            .that()
            .resideOutsideOfPackage("io.connectmojo.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connectmojo.cli..",
                    "picocli..",
                    "org.apache.kafka.connect.runtime..",
                    "org.apache.kafka.connect.json..");

    @ArchTest
    static final ArchRule noUtilitiesOfKafkaClients =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kafka.common.utils..");

    @ArchTest
    static final ArchRule noDefaultCharset = noClasses()
            .should()
            .callConstructor(String.class, byte[].class)
            .orShould()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callConstructor(java.io.InputStreamReader.class, java.io.InputStream.class)
            .orShould()
            .callConstructor(java.io.FileReader.class, String.class)
            .orShould()
            .callConstructor(java.io.FileReader.class, java.io.File.class);

    @ArchTest
    static final ArchRule noDefaultLocale = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(java.time.format.DateTimeFormatter.class, "ofPattern", String.class)
            .orShould()
            .callMethod(java.util.Locale.class, "getDefault")
            .orShould()
            .callMethod(java.time.ZoneId.class, "systemDefault");
}
