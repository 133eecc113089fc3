package dev.mlbox.jenkins.settings;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolInstaller;
import hudson.tools.ToolInstallerDescriptor;
import hudson.util.FormValidation;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Puts the command line on an agent from an archive that is checked by its SHA-256. The controller
 * downloads it, once, and hands it on, so that agents need no way out.
 */
public final class MlboxInstaller extends ToolInstaller {
  private final String url;
  private final String sha256;

  /**
   * An installer.
   *
   * @param label of the agents it is for; empty for all
   * @param url of the archive {@code mlbox-cli-VERSION-bin.zip}, in a Maven repository or elsewhere
   * @param sha256 of the archive, as 64 hexadecimal digits
   */
  @DataBoundConstructor
  public MlboxInstaller(String label, String url, String sha256) {
    super(Util.fixNull(label));
    this.url = Util.fixNull(url).strip();
    this.sha256 = Util.fixNull(sha256).strip().toLowerCase(java.util.Locale.ROOT);
  }

  public String getUrl() {
    return url;
  }

  public String getSha256() {
    return sha256;
  }

  @Override
  public FilePath performInstallation(ToolInstallation tool, Node node, TaskListener log)
      throws IOException, InterruptedException {
    FilePath folder = preferredLocation(tool, node);
    new Archive(url, sha256, caches()).unpackInto(folder, log.getLogger());
    return folder;
  }

  /** Where the controller keeps archives. */
  static Path caches() {
    return Jenkins.get().getRootDir().toPath().resolve("caches").resolve("mlbox");
  }

  /** Its form. */
  @Extension
  @Symbol("mlboxArchive")
  public static final class DescriptorImpl extends ToolInstallerDescriptor<MlboxInstaller> {

    @Override
    public String getDisplayName() {
      return Messages.MlboxInstaller_name();
    }

    @Override
    public boolean isApplicable(Class<? extends ToolInstallation> toolType) {
      return toolType == MlboxInstallation.class;
    }

    @POST
    public FormValidation doCheckUrl(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return value.matches("(https?|file)://?.+\\.zip")
          ? FormValidation.ok()
          : FormValidation.error(Messages.MlboxInstaller_url());
    }

    @POST
    public FormValidation doCheckSha256(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return value.strip().matches("[0-9a-fA-F]{64}")
          ? FormValidation.ok()
          : FormValidation.error(Messages.MlboxInstaller_sha256());
    }
  }
}
