package io.connectmojo.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What no class does, of the plugin or of the command: nothing depends on the machine's locale, charset or zone. */
public final class CodeRules {
    private CodeRules() {}

    @ArchTest
    public static final ArchRule noDangerousOrNoisyClasses = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.ObjectInputStream.class, java.net.URL.class);

    @ArchTest
    public static final ArchRule noUtilitiesOfKafkaClients =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kafka.common.utils..");

    @ArchTest
    public static final ArchRule noDefaultCharset = noClasses()
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
    public static final ArchRule noDefaultLocale = noClasses()
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
