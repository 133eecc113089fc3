package dev.mlbox.jenkins.agent;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import dev.mlbox.jenkins.settings.CredentialIds;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The secrets of one command: in its environment only, and stars in its log. Looked up in the name
 * of the build, so that a folder's credentials serve that folder's jobs alone.
 */
final class Secrets {
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<String> masked = new ArrayList<>();
  private String kubeconfig = "";

  private Secrets() {}

  /** None: what a fork's pull request gets. */
  static Secrets none() {
    return new Secrets();
  }

  /** Looks up ids. */
  static Secrets of(CredentialIds ids, Run<?, ?> run) throws IOException {
    Secrets secrets = new Secrets();
    if (!ids.kubeconfig().isBlank()) {
      secrets.kubeconfig = text(find(ids.kubeconfig(), FileCredentials.class, run).getContent());
      secrets.masked.add(secrets.kubeconfig);
    }
    if (!ids.registry().isBlank()) {
      StandardUsernamePasswordCredentials registry =
          find(ids.registry(), StandardUsernamePasswordCredentials.class, run);
      secrets.put("MLBOX_REGISTRY_USER", registry);
      secrets.add("MLBOX_REGISTRY_PASSWORD", registry.getPassword().getPlainText());
    }
    if (!ids.git().isBlank()) {
      StandardCredentials git = git(ids.git(), kind -> known(ids.git(), kind, run));
      CredentialsProvider.track(run, git);
      secrets.addGit(git, ids.git());
    }
    if (!ids.storage().isBlank()) {
      StandardUsernamePasswordCredentials keys =
          find(ids.storage(), StandardUsernamePasswordCredentials.class, run);
      secrets.put("AWS_ACCESS_KEY_ID", keys);
      secrets.add("AWS_SECRET_ACCESS_KEY", keys.getPassword().getPlainText());
    }
    return secrets;
  }

  /**
   * A credential of a kind that is a token, where there is one: a key that a folder has under the
   * same id is passed over.
   *
   * @param lookup by a kind
   */
  static StandardCredentials git(
      String id,
      Function<Class<? extends StandardCredentials>, Optional<StandardCredentials>> lookup)
      throws AbortException {
    for (Class<? extends StandardCredentials> kind :
        List.of(
            StringCredentials.class,
            StandardUsernamePasswordCredentials.class,
            StandardCredentials.class)) {
      Optional<StandardCredentials> found = lookup.apply(kind);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new AbortException(Messages.Secrets_missing(id, Messages.Secrets_gitKinds()));
  }

  private static Optional<StandardCredentials> known(
      String id, Class<? extends StandardCredentials> kind, Run<?, ?> run) {
    return Optional.ofNullable(CredentialsProvider.findCredentialById(id, kind, run));
  }

  /** A token alone, or with the user whom some servers ask for. */
  void addGit(StandardCredentials git, String id) throws AbortException {
    if (git instanceof StandardUsernamePasswordCredentials login) {
      put("MLBOX_GIT_USER", login);
      add("MLBOX_GIT_TOKEN", login.getPassword().getPlainText());
    } else if (git instanceof StringCredentials text) {
      add("MLBOX_GIT_TOKEN", text.getSecret().getPlainText());
    } else {
      throw new AbortException(Messages.Secrets_noToken(id));
    }
  }

  /** A user's name, which is a secret only when the credential says so. */
  private void put(String variable, StandardUsernamePasswordCredentials credentials) {
    if (credentials.isUsernameSecret()) {
      add(variable, credentials.getUsername());
    } else {
      variables.put(variable, credentials.getUsername());
    }
  }

  private void add(String variable, String secret) {
    variables.put(variable, secret);
    masked.add(secret);
  }

  private static <C extends IdCredentials> C find(String id, Class<C> kind, Run<?, ?> run)
      throws AbortException {
    C found = CredentialsProvider.findCredentialById(id, kind, run);
    if (found == null) {
      throw new AbortException(Messages.Secrets_missing(id, kind.getSimpleName()));
    }
    CredentialsProvider.track(run, found);
    return found;
  }

  private static String text(InputStream content) throws IOException {
    try (content) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What to keep out of the log. */
  List<String> masked() {
    return List.copyOf(masked);
  }

  /**
   * The variables that the command gets.
   *
   * @param folder of the command's own, for what has to be a file; removed with it
   */
  Map<String, String> place(FilePath folder) throws IOException, InterruptedException {
    Map<String, String> placed = new LinkedHashMap<>(variables);
    if (!kubeconfig.isEmpty()) {
      FilePath file = folder.child("kubeconfig");
      file.touch(System.currentTimeMillis());
      file.chmod(0600);
      file.write(kubeconfig, "UTF-8");
      placed.put("KUBECONFIG", file.getRemote());
    }
    return placed;
  }
}
