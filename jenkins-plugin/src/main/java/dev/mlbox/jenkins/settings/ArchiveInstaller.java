package dev.mlbox.jenkins.settings;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolInstaller;
import hudson.tools.ToolInstallerDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Puts the command line on an agent from an archive that is checked by its SHA-256. The controller
 * downloads it, once, and hands it on, so that agents need no way out.
 */
public abstract class ArchiveInstaller extends ToolInstaller {
  /** A user and password in it would be in the log. */
  private static final String ADDRESS = "https?://[^/@]+(/.*)?|file:/.+";

  private final String sha256;
  private @Nullable String credentialsId;

  ArchiveInstaller(String label, String sha256) {
    super(Util.fixNull(label));
    this.sha256 = Util.fixNull(sha256).strip().toLowerCase(Locale.ROOT);
  }

  /** Where the archive is. */
  abstract String url() throws AbortException;

  public String getSha256() {
    return sha256;
  }

  /** The user and password that the repository asks for; empty for none. */
  public String getCredentialsId() {
    return Util.fixNull(credentialsId);
  }

  @DataBoundSetter
  public void setCredentialsId(String id) {
    this.credentialsId = Util.fixNull(id);
  }

  @Override
  public FilePath performInstallation(ToolInstallation tool, Node node, TaskListener log)
      throws IOException, InterruptedException {
    String url = url();
    if (!url.matches(ADDRESS)) {
      throw new AbortException(Messages.ArchiveInstaller_address());
    }
    FilePath folder = preferredLocation(tool, node);
    Path caches = Jenkins.get().getRootDir().toPath().resolve("caches").resolve("mlbox");
    new Archive(url, sha256, caches, Access.of(getCredentialsId(), url))
        .unpackInto(folder, log.getLogger());
    return folder;
  }

  /** What both forms have. */
  public abstract static class ArchiveInstallerDescriptor<T extends ArchiveInstaller>
      extends ToolInstallerDescriptor<T> {

    /** Whether the digest has to be given: nobody else knows it. */
    abstract boolean needsDigest();

    @Override
    public boolean isApplicable(Class<? extends ToolInstallation> toolType) {
      return toolType == MlboxInstallation.class;
    }

    @POST
    public FormValidation doCheckSha256(@QueryParameter String value) {
      boolean fits = value.isBlank() ? !needsDigest() : Archive.isDigest(value.strip());
      return answer(fits, Messages.MlboxInstaller_sha256());
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String value) {
      return CredentialChoice.USER_AND_PASSWORD.items(null, value);
    }

    static boolean isAddress(String value) {
      return value.strip().matches(ADDRESS);
    }

    /** For those who may see the form. */
    static FormValidation answer(boolean fits, String message) {
      Jenkins.get().checkPermission(Jenkins.ADMINISTER);
      return fits ? FormValidation.ok() : FormValidation.error(message);
    }
  }
}
