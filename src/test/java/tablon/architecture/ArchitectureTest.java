package tablon.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.NullMarked;

/** The arrows of docs/architecture.md, and what only some may do. */
@AnalyzeClasses(packages = "tablon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("tablon.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheLauncherKnowsJetty = noClasses()
            .that()
            .resideOutsideOfPackage("tablon.launcher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule nobodyUsesTheLauncherOrTheCompositionRoot = noClasses()
            .that()
            .resideOutsideOfPackages("tablon.launcher", "tablon.wiring")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tablon.launcher", "tablon.wiring");

    @ArchTest
    static final ArchRule theLauncherReachesTheApplicationThroughWebXml = noClasses()
            .that()
            .resideInAPackage("tablon.launcher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tablon.wiring");

    @ArchTest
    static final ArchRule onlyStorageAndStoresSpeakSql = noClasses()
            .that()
            .resideOutsideOfPackage("tablon.storage")
            .and()
            .haveNameNotMatching(".*(Store|WordIndex)(\\$.*)?")
            .should()
            .callMethodWhere(
                    target(owner(describe("is a handle", (JavaClass type) -> type.isAssignableTo(Handle.class)))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..", "org.postgresql..");

    @ArchTest
    static final ArchRule onlyConfigReadsTheEnvironment = noClasses()
            .that()
            .resideOutsideOfPackages("tablon.config", "tablon.launcher")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getProperty", String.class);

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        var ours = all.stream()
                .filter(type -> !type.getPackageName().startsWith("tablon.page.template"))
                .map(JavaClass::getPackage)
                .distinct();

        assertThat(ours).allMatch(found -> found.isAnnotatedWith(NullMarked.class));
    }
}
