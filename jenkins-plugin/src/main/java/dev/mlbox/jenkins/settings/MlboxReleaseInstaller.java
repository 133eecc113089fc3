package dev.mlbox.jenkins.settings;

import hudson.AbortException;
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
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Puts a version of the command line on an agent, from a Maven repository. The controller downloads
 * it, once, and hands it on, so that agents need no way out.
 */
public final class MlboxReleaseInstaller extends ToolInstaller {
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";
  private static final String VERSION = "[0-9A-Za-z][0-9A-Za-z._+-]*";

  private final String version;
  private final String repository;
  private final String sha256;

  /**
   * An installer.
   *
   * @param label of the agents it is for; empty for all
   * @param version of mlbox
   * @param repository its address; empty for Maven Central
   * @param sha256 of the archive, as 64 hexadecimal digits; empty for what the repository says
   */
  @DataBoundConstructor
  public MlboxReleaseInstaller(String label, String version, String repository, String sha256) {
    super(Util.fixNull(label));
    this.version = Util.fixNull(version).strip();
    this.repository = Util.fixNull(repository).strip();
    this.sha256 = Util.fixNull(sha256).strip().toLowerCase(Locale.ROOT);
  }

  public String getVersion() {
    return version;
  }

  public String getRepository() {
    return repository;
  }

  public String getSha256() {
    return sha256;
  }

  @Override
  public FilePath performInstallation(ToolInstallation tool, Node node, TaskListener log)
      throws IOException, InterruptedException {
    FilePath folder = preferredLocation(tool, node);
    new Archive(url(), sha256, MlboxInstaller.caches()).unpackInto(folder, log.getLogger());
    return folder;
  }

  /** Where Maven's layout has the archive. */
  String url() throws AbortException {
    if (!version.matches(VERSION) || version.endsWith("-SNAPSHOT")) {
      throw new AbortException(Messages.MlboxReleaseInstaller_version());
    }
    String base = repository.isEmpty() ? CENTRAL : repository.replaceFirst("/+$", "");
    return String.format("%s/dev/mlbox/mlbox-cli/%2$s/mlbox-cli-%2$s-bin.zip", base, version);
  }

  /** Its form. */
  @Extension
  @Symbol("mlboxRelease")
  public static final class DescriptorImpl extends ToolInstallerDescriptor<MlboxReleaseInstaller> {

    @Override
    public String getDisplayName() {
      return Messages.MlboxReleaseInstaller_name();
    }

    @Override
    public boolean isApplicable(Class<? extends ToolInstallation> toolType) {
      return toolType == MlboxInstallation.class;
    }

    @POST
    public FormValidation doCheckVersion(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      String version = value.strip();
      return version.matches(VERSION) && !version.endsWith("-SNAPSHOT")
          ? FormValidation.ok()
          : FormValidation.error(Messages.MlboxReleaseInstaller_version());
    }

    @POST
    public FormValidation doCheckRepository(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return value.isBlank() || value.strip().matches("(https?|file)://?.+")
          ? FormValidation.ok()
          : FormValidation.error(Messages.MlboxReleaseInstaller_repository());
    }

    @POST
    public FormValidation doCheckSha256(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return value.isBlank() || value.strip().matches("[0-9a-fA-F]{64}")
          ? FormValidation.ok()
          : FormValidation.error(Messages.MlboxInstaller_sha256());
    }
  }
}
