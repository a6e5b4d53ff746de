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
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.NullMarked;
import tablon.storage.Database;

/** Checks the statements of docs/architecture.md about the structure of the code. */
@AnalyzeClasses(
        packages = "tablon",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WrittenByHand.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("tablon.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheLauncherUsesJetty = noClasses()
            .that()
            .resideOutsideOfPackage("tablon.launcher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule onlyStorageAndStoresUseSql = noClasses()
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
    static final ArchRule everyChangeGoesThroughTheJournal = noClasses()
            .that()
            .resideOutsideOfPackages("tablon.storage", "tablon.journal")
            .should()
            .callMethodWhere(
                    target(owner(describe("is the database", (JavaClass type) -> type.isEquivalentTo(Database.class))))
                            .and(target(describe("is named change", method -> method.getName()
                                    .equals("change")))));

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
    static void everyPackageDependencyIsDrawn(JavaClasses all) throws Exception {
        var diagram = Diagram.of("docs/architecture.md");

        assertThat(dependencies(all)).isSubsetOf(diagram.allowed());
    }

    @ArchTest
    static void everyDrawnArrowIsADependency(JavaClasses all) throws Exception {
        var dependencies = dependencies(all);

        assertThat(Diagram.of("docs/architecture.md").arrows())
                .allSatisfy(arrow -> assertThat(arrow.pairs()).as(arrow.line()).containsAnyElementsOf(dependencies));
    }

    @ArchTest
    static void everyPackageIsDrawn(JavaClasses all) throws Exception {
        var packages = new TreeSet<String>();
        all.forEach(type -> packages.add(feature(type)));

        assertThat(Diagram.of("docs/architecture.md").packages()).isEqualTo(packages);
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        var packages = all.stream()
                .filter(type -> !type.getPackageName().startsWith("tablon.page.template"))
                .map(JavaClass::getPackage)
                .distinct();

        assertThat(packages).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    /** The dependencies between packages, such as {@code notice -> campus}. */
    private static Set<String> dependencies(JavaClasses all) {
        var found = new TreeSet<String>();
        for (var type : all) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var used = dependency.getTargetClass();
                if (used.getPackageName().startsWith("tablon.")
                        && !feature(used).equals(feature(type))) {
                    found.add(feature(type) + " -> " + feature(used));
                }
            }
        }
        return found;
    }

    private static String feature(JavaClass type) {
        return type.getPackageName().split("\\.")[1];
    }

    /** Excludes the classes that jte generates from the templates. */
    static final class WrittenByHand implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/tablon/template/");
        }
    }
}
