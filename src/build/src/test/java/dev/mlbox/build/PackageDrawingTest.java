package dev.mlbox.build;

import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code design.puml} is the drawing; what it does not show must not be. */
class PackageDrawingTest {
  private static final Path DRAWING = Path.of("design.puml");
  private static final Pattern COMPONENT = Pattern.compile("\\[[^]]+] <<([a-z.]+)>>");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mlbox");

  @Test
  void importsOnlyAsDrawn() throws IOException {
    ArchRuleDefinition.classes()
        .should(
            adhereToPlantUmlDiagram(
                DRAWING.toUri().toURL(), consideringOnlyDependenciesInDiagram()))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsDrawnAndEveryDrawnPackageExists() throws IOException {
    Set<String> drawn = new TreeSet<>();
    Matcher matcher = COMPONENT.matcher(Files.readString(DRAWING));
    while (matcher.find()) {
      drawn.add(matcher.group(1));
    }
    Set<String> real =
        CLASSES.stream()
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .map(each -> each.getPackageName())
            // Generated: the goal mlbox:help.
            .filter(name -> !name.equals("dev.mlbox.mlbox_maven_plugin"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(drawn).isEqualTo(real);
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    SlicesRuleDefinition.slices()
        .matching("dev.mlbox.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void coreKnowsTheJdkAndCommonsOnly() {
    JavaPackage core = CLASSES.getPackage("dev.mlbox.core");
    Set<String> foreign =
        core.getClassesInPackageTree().stream()
            .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getPackageName())
            .filter(
                name ->
                    !name.isEmpty()
                        && !name.startsWith("java.")
                        && !name.startsWith("dev.mlbox.core")
                        && !name.startsWith("org.apache.commons.")
                        && !name.startsWith("org.jspecify"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(foreign).isEmpty();
  }
}
