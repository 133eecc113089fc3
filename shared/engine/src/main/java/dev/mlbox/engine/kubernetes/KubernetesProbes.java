package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.ProbeMemory;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.probe.KnownJson;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A ConfigMap for each version, its rows compressed. */
final class KubernetesProbes implements ProbeMemory {
  private static final String ROWS = "rows.json.gz";

  /** A ConfigMap takes 1 MiB, base64 included in what is sent but not in what is counted. */
  private static final int MOST_BYTES = 700_000;

  private final Cluster cluster;
  private final Names names;
  private final OwnObjects objects;

  KubernetesProbes(Cluster cluster, Names names) {
    this.cluster = cluster;
    this.names = names;
    this.objects = new OwnObjects(cluster, names);
  }

  @Override
  public void keep(String version, Known known) {
    Known some = known;
    byte[] bytes = compressed(some);
    while (bytes.length > MOST_BYTES) {
      some = KnownJson.first(some, some.rows().rows() / 2);
      bytes = compressed(some);
    }
    if (some.rows().rows() == 0) {
      return;
    }
    ConfigMap wanted = empty(version);
    objects.find(wanted);
    objects.apply(
        new ConfigMapBuilder(wanted)
            .withBinaryData(Map.of(ROWS, Base64.getEncoder().encodeToString(bytes)))
            .build());
  }

  @Override
  public Optional<Known> recall(String version) {
    ConfigMap wanted = empty(version);
    String place = "configmap " + wanted.getMetadata().getName();
    return objects
        .find(wanted)
        .map(ConfigMap::getBinaryData)
        .map(data -> data.get(ROWS))
        .map(text -> KnownJson.read(plain(text, place), place));
  }

  @Override
  public void forgetAllBut(Set<String> versions) {
    var maps = cluster.client().configMaps().inNamespace(cluster.namespace());
    cluster
        .ask(
            () ->
                maps.withLabel(Names.MODEL_LABEL, names.model())
                    .withLabel(Names.VERSION_LABEL)
                    .list())
        .getItems()
        .stream()
        .filter(map -> isLeft(map, versions))
        .forEach(map -> cluster.ask(() -> maps.resource(map).delete()));
  }

  private boolean isLeft(ConfigMap map, Set<String> versions) {
    String version = map.getMetadata().getLabels().get(Names.VERSION_LABEL);
    return version != null
        && !versions.contains(version)
        && map.getMetadata().getName().equals(names.probe(version));
  }

  private ConfigMap empty(String version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(names.probe(version))
        .withNamespace(cluster.namespace())
        .withLabels(names.labels(version))
        .endMetadata()
        .build();
  }

  private static byte[] compressed(Known known) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(KnownJson.write(known).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String plain(String base64, String place) {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw MlboxException.broken(Problem.of("damaged probe rows: " + e.getMessage()).at(place), e);
    }
  }
}
