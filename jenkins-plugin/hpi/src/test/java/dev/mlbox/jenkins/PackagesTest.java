package dev.mlbox.jenkins;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** steps → page → agent → (settings, command, result). */
class PackagesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mlbox.jenkins");

  @Test
  void noPackagesImportEachOtherInACircle() {
    SlicesRuleDefinition.slices()
        .matching("dev.mlbox.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void commandsAndResultsKnowNothingOfJenkins() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage("dev.mlbox.jenkins.command", "dev.mlbox.jenkins.result")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..")
        .check(CLASSES);
  }
}
