package dev.mlbox.jenkins.settings;

import hudson.AbortException;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The installations of the command line that forms offer, and which one a step means. */
public final class ToolChoice {
  private ToolChoice() {}

  /** All installations, after "none". */
  public static ListBoxModel items() {
    ListBoxModel model = new ListBoxModel();
    model.add(Messages.ToolChoice_default(), "");
    for (MlboxInstallation each : all()) {
      model.add(each.getName());
    }
    return model;
  }

  /** Whether a name is known. */
  public static FormValidation check(String name) {
    return name.isBlank() || named(name).isPresent()
        ? FormValidation.ok()
        : FormValidation.error(Messages.ToolChoice_unknown(name));
  }

  /**
   * The installation that a step means: the named one, else the global configuration's, else the
   * only one there is. Empty when the agent is to know the command by itself.
   */
  public static Optional<MlboxInstallation> of(String name) throws AbortException {
    String wanted = name.isBlank() ? MlboxConfiguration.get().getTool() : name;
    if (!wanted.isBlank()) {
      return Optional.of(
          named(wanted)
              .orElseThrow(() -> new AbortException(Messages.ToolChoice_unknown(wanted))));
    }
    List<MlboxInstallation> all = all();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  private static Optional<MlboxInstallation> named(String name) {
    return all().stream().filter(each -> each.getName().equals(name)).findFirst();
  }

  /** A script that sets them may have made an array of another type. */
  private static List<MlboxInstallation> all() {
    ToolDescriptor<? extends ToolInstallation> tools =
        Jenkins.get().getDescriptorByType(MlboxInstallation.DescriptorImpl.class);
    return Arrays.stream(tools.getInstallations()).map(MlboxInstallation.class::cast).toList();
  }
}
