package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.live.KeptSamples;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Samples on a volume that only boxes can reach: any of them gives the files of all, through the
 * API server's pod proxy, to whoever may read the Secret with the key.
 */
final class PodSamples implements KeptSamples {
  private static final String PATH = "/mlbox/samples";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Pods pods;
  private final PodHttp http;
  private final KeepVolume volume;
  private final OwnObjects objects;

  PodSamples(Cluster cluster, Pods pods, KeepVolume volume, OwnObjects objects) {
    this.cluster = cluster;
    this.pods = pods;
    this.http = new PodHttp(cluster);
    this.volume = volume;
    this.objects = objects;
  }

  @Override
  public String place() {
    return "the volume of " + cluster.place();
  }

  @Override
  public List<Kept> list() {
    List<Pod> ready = pods.readyOfAll();
    if (ready.isEmpty()) {
      return List.of();
    }
    byte[] names =
        fromAny(ready, PATH)
            .orElseThrow(
                () ->
                    MlboxException.invalid(
                        Problem.of("no box of %s keeps samples yet".formatted(cluster.place()))
                            .expected("boxes deployed with deploy.storage")
                            .remedy("deploy, and wait for requests")));
    return List.of(Json.read(new String(names, StandardCharsets.UTF_8), Kept[].class, PATH));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return new ByteArrayInputStream(
        fromAny(pods.readyOfAll(), PATH + "/" + name)
            .orElseThrow(() -> new NoSuchFileException(name)));
  }

  /**
   * What the first box gives that has it: boxes from before samples were kept, or from before the
   * key was changed, answer 404.
   *
   * @return empty when all of them say that there is no such thing
   */
  private Optional<byte[]> fromAny(List<Pod> ready, String path) {
    MlboxException failed = null;
    for (Pod pod : ready) {
      try {
        Optional<byte[]> answer = ask(pod, path);
        if (answer.isPresent()) {
          return answer;
        }
      } catch (MlboxException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
    return Optional.empty();
  }

  private Optional<byte[]> ask(Pod pod, String path) {
    String where = "pod " + pod.getMetadata().getName();
    try {
      PodHttp.Answer answer =
          http.get(pod, path, "mlbox-samples-key", volume.key(objects), LIMIT).join();
      if (answer.status() == 200) {
        return Optional.of(answer.body());
      }
      if (answer.status() == 404) {
        return Optional.empty();
      }
      throw MlboxException.broken(
          Problem.of("a box answers %d to GET %s".formatted(answer.status(), path)).at(where),
          null);
    } catch (CompletionException e) {
      throw MlboxException.broken(
          Problem.of("a box does not give its samples: " + ApiProblems.words(e)).at(where), e);
    }
  }
}
