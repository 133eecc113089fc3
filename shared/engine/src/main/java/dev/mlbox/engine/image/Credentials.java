package dev.mlbox.engine.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who we are to a registry: the environment first (for the target's registry only), then whatever
 * Docker or Podman are logged in as, then the helpers that clouds bring. Never shown.
 */
final class Credentials {
  private final RegistrySettings settings;
  private final String targetRegistry;

  Credentials(RegistrySettings settings, String targetRegistry) {
    this.settings = settings;
    this.targetRegistry = targetRegistry;
  }

  /** With none for a registry that anybody can pass himself off as. */
  RegistryImage with(ImageReference reference, Trust trust) {
    RegistryImage image = RegistryImage.named(reference);
    if (trust != Trust.NAMELESS) {
      retrievers(reference).forEach(image::addCredentialRetriever);
    }
    return image;
  }

  /** The first that anything knows; none for a registry that anybody can pass himself off as. */
  Optional<Credential> find(ImageReference reference, Trust trust)
      throws CredentialRetrievalException {
    if (trust != Trust.NAMELESS) {
      for (CredentialRetriever retriever : retrievers(reference)) {
        Optional<Credential> found = retriever.retrieve();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private List<CredentialRetriever> retrievers(ImageReference reference) {
    CredentialRetrieverFactory found = CredentialRetrieverFactory.forImage(reference, log -> {});
    List<CredentialRetriever> retrievers = new ArrayList<>();
    String user = settings.variable(RegistrySettings.USER);
    String password = settings.variable(RegistrySettings.PASSWORD);
    if (user != null && password != null && reference.getRegistry().equals(targetRegistry)) {
      retrievers.add(() -> Optional.of(Credential.from(user, password)));
    }
    String dockerConfig = settings.variable("DOCKER_CONFIG");
    if (dockerConfig != null) {
      retrievers.add(found.dockerConfig(Path.of(dockerConfig).resolve("config.json")));
    }
    retrievers.add(found.dockerConfig(settings.home().resolve(".docker").resolve("config.json")));
    String runtime = settings.variable("XDG_RUNTIME_DIR");
    if (runtime != null) {
      retrievers.add(found.dockerConfig(Path.of(runtime).resolve("containers/auth.json")));
    }
    retrievers.add(found.wellKnownCredentialHelpers());
    return retrievers;
  }
}
