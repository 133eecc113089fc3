package dev.mlbox.jenkins.settings;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What steps use that name nothing else: the tool, and credentials by id. In Configuration as Code:
 * {@code unclassified: mlbox:}.
 */
@Extension
@Symbol("mlbox")
public final class MlboxConfiguration extends GlobalConfiguration {
  private String tool = "";
  private String kubeconfigCredentialsId = "";
  private String registryCredentialsId = "";
  private String gitCredentialsId = "";
  private String storageCredentialsId = "";

  public MlboxConfiguration() {
    load();
  }

  /** The one of this controller. */
  public static MlboxConfiguration get() {
    return ExtensionList.lookupSingleton(MlboxConfiguration.class);
  }

  @Override
  public String getDisplayName() {
    return "mlbox";
  }

  /** The ids. */
  public CredentialIds credentialIds() {
    return new CredentialIds(
        kubeconfigCredentialsId, registryCredentialsId, gitCredentialsId, storageCredentialsId);
  }

  public String getTool() {
    return tool;
  }

  @DataBoundSetter
  public void setTool(String tool) {
    this.tool = Util.fixNull(tool);
    save();
  }

  public String getKubeconfigCredentialsId() {
    return kubeconfigCredentialsId;
  }

  @DataBoundSetter
  public void setKubeconfigCredentialsId(String id) {
    this.kubeconfigCredentialsId = Util.fixNull(id);
    save();
  }

  public String getRegistryCredentialsId() {
    return registryCredentialsId;
  }

  @DataBoundSetter
  public void setRegistryCredentialsId(String id) {
    this.registryCredentialsId = Util.fixNull(id);
    save();
  }

  public String getGitCredentialsId() {
    return gitCredentialsId;
  }

  @DataBoundSetter
  public void setGitCredentialsId(String id) {
    this.gitCredentialsId = Util.fixNull(id);
    save();
  }

  public String getStorageCredentialsId() {
    return storageCredentialsId;
  }

  @DataBoundSetter
  public void setStorageCredentialsId(String id) {
    this.storageCredentialsId = Util.fixNull(id);
    save();
  }

  /** Warns of a name that no installation has. */
  @POST
  public FormValidation doCheckTool(@QueryParameter String value) {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    return ToolChoice.check(value);
  }

  @POST
  public ListBoxModel doFillToolItems() {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    return ToolChoice.items();
  }

  @POST
  public ListBoxModel doFillKubeconfigCredentialsIdItems(@QueryParameter String value) {
    return CredentialChoice.FILE.items(null, value);
  }

  @POST
  public ListBoxModel doFillRegistryCredentialsIdItems(@QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.items(null, value);
  }

  @POST
  public ListBoxModel doFillGitCredentialsIdItems(@QueryParameter String value) {
    return CredentialChoice.TOKEN.items(null, value);
  }

  @POST
  public ListBoxModel doFillStorageCredentialsIdItems(@QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.items(null, value);
  }

  @POST
  public FormValidation doCheckKubeconfigCredentialsId(@QueryParameter String value) {
    return CredentialChoice.FILE.check(null, value);
  }

  @POST
  public FormValidation doCheckRegistryCredentialsId(@QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.check(null, value);
  }

  @POST
  public FormValidation doCheckGitCredentialsId(@QueryParameter String value) {
    return CredentialChoice.TOKEN.check(null, value);
  }

  @POST
  public FormValidation doCheckStorageCredentialsId(@QueryParameter String value) {
    return CredentialChoice.USER_AND_PASSWORD.check(null, value);
  }
}
