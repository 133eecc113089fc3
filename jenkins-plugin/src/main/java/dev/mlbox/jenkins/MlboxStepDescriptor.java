package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Settings;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.settings.CredentialChoice;
import dev.mlbox.jenkins.settings.ToolChoice;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Name, form and checks of a step. */
public abstract class MlboxStepDescriptor extends StepDescriptor implements CustomDescribableModel {
  private static final String SETTINGS = "settings";

  private final Verb verb;

  MlboxStepDescriptor(Verb verb) {
    this.verb = verb;
  }

  /** Every command, for the forms in which one is chosen. */
  static List<MlboxStepDescriptor> each() {
    return StepDescriptor.all().stream()
        .filter(MlboxStepDescriptor.class::isInstance)
        .map(MlboxStepDescriptor.class::cast)
        .toList();
  }

  @Override
  public final String getFunctionName() {
    return verb.step();
  }

  @Override
  public final Set<? extends Class<?>> getRequiredContext() {
    return Set.of(
        Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
  }

  /** A pipeline gives settings as a map; the form has lines. */
  @Override
  public final Map<String, Object> customInstantiate(Map<String, Object> arguments) {
    if (arguments.get(SETTINGS) instanceof Map<?, ?> map) {
      Map<String, Object> changed = new LinkedHashMap<>(arguments);
      changed.put(SETTINGS, Settings.lines(map));
      return changed;
    }
    return arguments;
  }

  /** And the snippet generator gives it back as a map. */
  @Override
  public final UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
    if (step.getArguments().get(SETTINGS) instanceof String lines
        && Settings.mistake(lines).isEmpty()) {
      Map<String, Object> changed = new LinkedHashMap<>(step.getArguments());
      changed.put(SETTINGS, Settings.read(lines));
      return step.withArguments(changed);
    }
    return step;
  }

  @POST
  public final FormValidation doCheckConfig(@QueryParameter String value) {
    if (value.isBlank() || value.endsWith(".yaml") || value.endsWith(".yml")) {
      return FormValidation.ok();
    }
    return FormValidation.warning(Messages.MlboxStep_config(value));
  }

  @POST
  public final FormValidation doCheckSettings(@QueryParameter String value) {
    Optional<String> mistake = Settings.mistake(value);
    return mistake.isPresent() ? FormValidation.error(mistake.get()) : FormValidation.ok();
  }

  @POST
  public final FormValidation doCheckTool(
      @QueryParameter String value, @AncestorInPath @Nullable Item item) {
    return item != null && item.hasPermission(Item.CONFIGURE)
        ? ToolChoice.check(value)
        : FormValidation.ok();
  }

  @POST
  public final ListBoxModel doFillTargetItems() {
    ListBoxModel model = new ListBoxModel();
    model.add(Messages.MlboxStep_target(), "");
    model.add("local");
    model.add("kubernetes");
    return model;
  }

  @POST
  public final ListBoxModel doFillToolItems(@AncestorInPath @Nullable Item item) {
    return item != null && item.hasPermission(Item.CONFIGURE)
        ? ToolChoice.items()
        : new ListBoxModel();
  }

  @POST
  public final ListBoxModel doFillKubeconfigCredentialsIdItems(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.FILE.items(item, value);
  }

  @POST
  public final ListBoxModel doFillRegistryCredentialsIdItems(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.items(item, value);
  }

  @POST
  public final ListBoxModel doFillGitCredentialsIdItems(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.TOKEN.items(item, value);
  }

  @POST
  public final ListBoxModel doFillStorageCredentialsIdItems(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.items(item, value);
  }

  @POST
  public final FormValidation doCheckKubeconfigCredentialsId(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.FILE.check(item, value);
  }

  @POST
  public final FormValidation doCheckRegistryCredentialsId(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.check(item, value);
  }

  @POST
  public final FormValidation doCheckGitCredentialsId(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.TOKEN.check(item, value);
  }

  @POST
  public final FormValidation doCheckStorageCredentialsId(
      @AncestorInPath @Nullable Item item, @QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.check(item, value);
  }
}
