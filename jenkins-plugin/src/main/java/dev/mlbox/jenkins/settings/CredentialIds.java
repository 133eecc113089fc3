package dev.mlbox.jenkins.settings;

import java.io.Serializable;

/** Which credentials a command gets, by id; an empty id is none. Never the secrets themselves. */
public final class CredentialIds implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String kubeconfig;
  private final String registry;
  private final String git;
  private final String storage;

  /**
   * Ids, empty for none.
   *
   * @param kubeconfig of a secret file
   * @param registry of a user and password
   * @param git of a secret text, the token for pushing baselines and reporting on pull requests
   * @param storage of a user and password, the access key and secret key of an object store
   */
  public CredentialIds(String kubeconfig, String registry, String git, String storage) {
    this.kubeconfig = kubeconfig;
    this.registry = registry;
    this.git = git;
    this.storage = storage;
  }

  public String kubeconfig() {
    return kubeconfig;
  }

  public String registry() {
    return registry;
  }

  public String git() {
    return git;
  }

  public String storage() {
    return storage;
  }

  /** These, and where one is empty, the other's. */
  public CredentialIds or(CredentialIds other) {
    return new CredentialIds(
        either(kubeconfig, other.kubeconfig),
        either(registry, other.registry),
        either(git, other.git),
        either(storage, other.storage));
  }

  private static String either(String first, String second) {
    return first.isBlank() ? second : first;
  }
}
