package dev.mlbox.engine.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a failed build means to the user: one message, with what to do. */
final class ImageProblems {
  private static final String LOGIN =
      "log in with `docker login %s`, or set "
          + RegistrySettings.USER
          + " and "
          + RegistrySettings.PASSWORD;

  private final Stated base;
  private final Stated repository;
  private final ImageReference target;

  ImageProblems(Stated base, Stated repository, ImageReference target) {
    this.base = base;
    this.repository = repository;
    this.target = target;
  }

  MlboxException of(Throwable failure) {
    if (failure instanceof InterruptedException) {
      return MlboxException.broken(Problem.of("building the image was interrupted"), failure);
    }
    var unauthorized = find(failure, RegistryUnauthorizedException.class);
    if (unauthorized.isPresent()) {
      int status = find(failure, ResponseException.class).map(e -> e.getStatusCode()).orElse(401);
      return denied(unauthorized.get().getImageReference(), status);
    }
    var authentication = find(failure, RegistryAuthenticationFailedException.class);
    if (authentication.isPresent()) {
      return authentication(authentication.get(), failure);
    }
    if (find(failure, RegistryCredentialsNotSentException.class).isPresent()) {
      return withoutTls(target.getRegistry());
    }
    if (find(failure, InsecureRegistryException.class).isPresent()) {
      return insecure(failure);
    }
    return find(failure, RegistryException.class)
        .map(this::refused)
        .orElseGet(() -> other(failure));
  }

  private MlboxException authentication(
      RegistryAuthenticationFailedException e, Throwable failure) {
    String image = e.getServerUrl() + "/" + e.getImageName();
    var response = find(failure, ResponseException.class);
    if (response.isPresent()) {
      return denied(image, response.get().getStatusCode());
    }
    return other(failure);
  }

  private MlboxException denied(String image, int status) {
    boolean ours = image.endsWith("/" + target.getRepository());
    String registry = image.substring(0, Math.max(image.indexOf('/'), 0));
    if (status == 401 && new Registry(registry).trust(false) == Trust.NAMELESS) {
      return withoutTls(registry);
    }
    String verb = ours ? "push to" : "pull";
    Problem problem =
        status == 403
            ? Problem.of("no permission to %s %s (403)".formatted(verb, image))
                .remedy(
                    "ask whoever runs %s for it, or %s as somebody who has it"
                        .formatted(registry, LOGIN.formatted(registry)))
            : Problem.of(
                    "registry %s wants other credentials to %s %s (%d)"
                        .formatted(registry, verb, image, status))
                .remedy(LOGIN.formatted(registry));
    return MlboxException.invalid(problem.at(place(ours)));
  }

  private MlboxException withoutTls(String registry) {
    return MlboxException.invalid(
        Problem.of("registry %s wants credentials but has no TLS".formatted(registry))
            .at(repository.place())
            .expected("TLS, or no credentials: mlbox sends none over plain HTTP"));
  }

  private MlboxException insecure(Throwable failure) {
    String why = String.valueOf(deepest(failure).getMessage());
    return MlboxException.invalid(
        Problem.of("a registry cannot be reached by HTTPS: " + why)
            .at(repository.place())
            .expected("a certificate that Java trusts")
            .remedy(
                "give Java the registry's CA (JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE), or set "
                    + RegistrySettings.INSECURE
                    + "=true if anybody in that network may answer for it"));
  }

  private MlboxException refused(RegistryException e) {
    String said = oneLine(e.getMessage());
    String lower = said.toLowerCase(Locale.ROOT);
    boolean pull = lower.contains("pull image manifest");
    if (pull && (lower.contains("unknown") || lower.contains("404"))) {
      return MlboxException.invalid(
          Problem.of("there is no base image " + base.text())
              .at(base.place())
              .expected("an image with a Java 17 runtime")
              .remedy("check its name and tag"));
    }
    return MlboxException.broken(
        Problem.of("registry %s refused: %s".formatted(target.getRegistry(), said))
            .at(place(!pull)),
        e);
  }

  private MlboxException other(Throwable failure) {
    Throwable deepest = deepest(failure);
    String why = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    return MlboxException.broken(
        Problem.of("the image could not be built: " + oneLine(why)).at(repository.place()),
        failure);
  }

  private String place(boolean ours) {
    return ours ? repository.place() : base.place();
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    for (Throwable next = deepest.getCause(); next != null; next = next.getCause()) {
      deepest = next;
    }
    return deepest;
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return Optional.of(type.cast(e));
      }
    }
    return Optional.empty();
  }
}
