package dev.mlbox.jenkins;

import dev.mlbox.jenkins.agent.CommandRun;
import dev.mlbox.jenkins.agent.Terms;
import dev.mlbox.jenkins.command.Settings;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.settings.CredentialIds;
import hudson.Util;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** A command as a Pipeline step. What is not set here is as mlbox.yaml says. */
public abstract class MlboxStep extends Step implements Serializable {
  private static final long serialVersionUID = 1L;

  private String config = "mlbox.yaml";
  private String target = "";
  private String model = "";
  private String settings = "";
  private String tool = "";
  private boolean unstable;
  private boolean propagate = true;
  private String kubeconfigCredentialsId = "";
  private String registryCredentialsId = "";
  private String gitCredentialsId = "";
  private String storageCredentialsId = "";

  /** Which command. */
  abstract Verb verb();

  /** Words of this command alone. */
  List<String> more() {
    return List.of();
  }

  @Override
  public final StepExecution start(StepContext context) {
    return new MlboxStepExecution(context, command(), unstable, propagate);
  }

  /** The command with everything that was set. */
  final CommandRun command() {
    Map<String, String> all = new LinkedHashMap<>(Settings.read(settings));
    if (!target.isBlank()) {
      all.put("deploy.to", target.strip());
    }
    if (!model.isBlank()) {
      all.put("model", model.strip());
    }
    CredentialIds ids =
        new CredentialIds(
            kubeconfigCredentialsId, registryCredentialsId, gitCredentialsId, storageCredentialsId);
    return new CommandRun(verb(), more(), new Terms(config, all, tool, ids));
  }

  public final String getConfig() {
    return config;
  }

  @DataBoundSetter
  public final void setConfig(String config) {
    this.config = Util.fixNull(config).isBlank() ? "mlbox.yaml" : config.strip();
  }

  public final String getTarget() {
    return target;
  }

  @DataBoundSetter
  public final void setTarget(String target) {
    this.target = Util.fixNull(target);
  }

  public final String getModel() {
    return model;
  }

  @DataBoundSetter
  public final void setModel(String model) {
    this.model = Util.fixNull(model);
  }

  /** One {@code KEY=VALUE} a line; a pipeline gives a map. */
  public final String getSettings() {
    return settings;
  }

  @DataBoundSetter
  public final void setSettings(String settings) {
    this.settings = Util.fixNull(settings);
  }

  public final String getTool() {
    return tool;
  }

  @DataBoundSetter
  public final void setTool(String tool) {
    this.tool = Util.fixNull(tool);
  }

  public final boolean isUnstable() {
    return unstable;
  }

  @DataBoundSetter
  public final void setUnstable(boolean unstable) {
    this.unstable = unstable;
  }

  public final boolean isPropagate() {
    return propagate;
  }

  @DataBoundSetter
  public final void setPropagate(boolean propagate) {
    this.propagate = propagate;
  }

  public final String getKubeconfigCredentialsId() {
    return kubeconfigCredentialsId;
  }

  @DataBoundSetter
  public final void setKubeconfigCredentialsId(String id) {
    this.kubeconfigCredentialsId = Util.fixNull(id);
  }

  public final String getRegistryCredentialsId() {
    return registryCredentialsId;
  }

  @DataBoundSetter
  public final void setRegistryCredentialsId(String id) {
    this.registryCredentialsId = Util.fixNull(id);
  }

  public final String getGitCredentialsId() {
    return gitCredentialsId;
  }

  @DataBoundSetter
  public final void setGitCredentialsId(String id) {
    this.gitCredentialsId = Util.fixNull(id);
  }

  public final String getStorageCredentialsId() {
    return storageCredentialsId;
  }

  @DataBoundSetter
  public final void setStorageCredentialsId(String id) {
    this.storageCredentialsId = Util.fixNull(id);
  }
}
