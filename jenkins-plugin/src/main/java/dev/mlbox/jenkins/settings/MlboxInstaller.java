package dev.mlbox.jenkins.settings;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Puts the command line on an agent from an archive whose address and SHA-256 are known. */
public final class MlboxInstaller extends ArchiveInstaller {
  private final String url;

  /**
   * An installer.
   *
   * @param label of the agents it is for; empty for all
   * @param url of the archive {@code mlbox-cli-VERSION-bin.zip}, in a Maven repository or elsewhere
   * @param sha256 of the archive, as 64 hexadecimal digits
   */
  @DataBoundConstructor
  public MlboxInstaller(String label, String url, String sha256) {
    super(label, sha256);
    this.url = Util.fixNull(url).strip();
  }

  public String getUrl() {
    return url;
  }

  @Override
  String url() {
    return url;
  }

  /** Its form. */
  @Extension
  @Symbol("mlboxArchive")
  public static final class DescriptorImpl extends ArchiveInstallerDescriptor<MlboxInstaller> {

    @Override
    public String getDisplayName() {
      return Messages.MlboxInstaller_name();
    }

    @Override
    boolean needsDigest() {
      return true;
    }

    @POST
    public FormValidation doCheckUrl(@QueryParameter String value) {
      return answer(
          isAddress(value) && value.strip().endsWith(".zip"), Messages.MlboxInstaller_url());
    }
  }
}
