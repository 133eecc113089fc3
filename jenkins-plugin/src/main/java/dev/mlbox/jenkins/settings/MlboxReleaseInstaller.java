package dev.mlbox.jenkins.settings;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Puts a version of the command line on an agent, from a Maven repository. */
public final class MlboxReleaseInstaller extends ArchiveInstaller {
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";
  private static final String VERSION = "[0-9A-Za-z][0-9A-Za-z._+-]*";

  private final String version;
  private final String repository;

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
    super(label, sha256);
    this.version = Util.fixNull(version).strip();
    this.repository = Util.fixNull(repository).strip();
  }

  public String getVersion() {
    return version;
  }

  public String getRepository() {
    return repository;
  }

  /** Where Maven's layout has the archive. */
  @Override
  String url() throws AbortException {
    if (!isRelease(version)) {
      throw new AbortException(Messages.MlboxReleaseInstaller_version());
    }
    String base = repository.isEmpty() ? CENTRAL : repository.replaceFirst("/+$", "");
    return String.format("%s/dev/mlbox/mlbox-cli/%2$s/mlbox-cli-%2$s-bin.zip", base, version);
  }

  private static boolean isRelease(String version) {
    return version.matches(VERSION) && !version.endsWith("-SNAPSHOT");
  }

  /** Its form. */
  @Extension
  @Symbol("mlboxRelease")
  public static final class DescriptorImpl
      extends ArchiveInstallerDescriptor<MlboxReleaseInstaller> {

    @Override
    public String getDisplayName() {
      return Messages.MlboxReleaseInstaller_name();
    }

    @Override
    boolean needsDigest() {
      return false;
    }

    @POST
    public FormValidation doCheckVersion(@QueryParameter String value) {
      return answer(isRelease(value.strip()), Messages.MlboxReleaseInstaller_version());
    }

    @POST
    public FormValidation doCheckRepository(@QueryParameter String value) {
      return answer(
          value.isBlank() || isAddress(value), Messages.MlboxReleaseInstaller_repository());
    }
  }
}
