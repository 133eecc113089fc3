package dev.mlbox.serving.exchange;

import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** What can be asked at a box, by what is inside. */
public sealed interface Paths {

  /** What a request asks for; empty when nothing is there. */
  Optional<Endpoint> find(HttpMethod method, String path);

  /** Of a box that asks its model itself. */
  record OfModel() implements Paths {
    @Override
    public Optional<Endpoint> find(HttpMethod method, String path) {
      return Endpoint.of(path);
    }
  }

  /** Of a front, which does not know what the boxes behind it can be asked. */
  record OfFront() implements Paths {
    @Override
    public Optional<Endpoint> find(HttpMethod method, String path) {
      return Optional.of(
          Endpoint.of(path)
              .filter(endpoint -> endpoint.method().equals(method))
              .orElseGet(() -> new Endpoint(Endpoint.Kind.OTHER, "")));
    }
  }

  /**
   * Of a box before a server: its own are only the two that say how it is.
   *
   * @param predict the server's path of predictions
   */
  record OfServer(String predict) implements Paths {
    @Override
    public Optional<Endpoint> find(HttpMethod method, String path) {
      Optional<Endpoint> health =
          Endpoint.of(path)
              .filter(endpoint -> endpoint.isHealth() && endpoint.method().equals(method));
      if (health.isPresent()) {
        return health;
      }
      boolean predicts = method.equals(HttpMethod.POST) && path.equals(predict);
      return Optional.of(new Endpoint(predicts ? Endpoint.Kind.BEHIND : Endpoint.Kind.OTHER, ""));
    }
  }
}
