package dev.mlbox.engine.kubernetes;

import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On which ports a version's boxes find the bucket that they copy samples to: they are told its
 * address by their environment, mostly from a Secret of the user's. Amazon's is that of https.
 */
record BucketPorts(Cluster cluster) {
  private static final List<String> ENDPOINTS = List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Those that are known; a Secret that may not be read tells none, as to a pilot. */
  Set<Integer> of(Deployment deployment) {
    return Versions.containers(deployment)
        .flatMap(
            container ->
                Stream.concat(
                    container.getEnv().stream()
                        .filter(variable -> ENDPOINTS.contains(variable.getName()))
                        .flatMap(this::said),
                    container.getEnvFrom().stream().flatMap(this::said)))
        .flatMap(address -> port(address).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<String> said(EnvVar variable) {
    if (variable.getValue() != null) {
      return Stream.of(variable.getValue());
    }
    return Optional.ofNullable(variable.getValueFrom())
        .map(from -> from.getSecretKeyRef())
        .map(SecretKeySelector::getName)
        .stream()
        .flatMap(name -> read(name, Stream.of(variable.getValueFrom().getSecretKeyRef().getKey())));
  }

  private Stream<String> said(EnvFromSource from) {
    return from.getSecretRef() == null
        ? Stream.empty()
        : read(from.getSecretRef().getName(), ENDPOINTS.stream());
  }

  private Stream<String> read(String name, Stream<String> keys) {
    try {
      Secret secret =
          cluster.askOnly(
              () ->
                  cluster.client().secrets().inNamespace(cluster.namespace()).withName(name).get());
      Map<String, String> data =
          secret == null || secret.getData() == null ? Map.of() : secret.getData();
      return keys.map(data::get)
          .filter(Objects::nonNull)
          .map(coded -> new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8));
    } catch (KubernetesClientException e) {
      return Stream.empty();
    }
  }

  private static Optional<Integer> port(String address) {
    try {
      URI uri = URI.create(address.strip());
      if (uri.getPort() > 0) {
        return Optional.of(uri.getPort());
      }
      return Optional.of("http".equals(uri.getScheme()) ? HTTP : HTTPS);
    } catch (IllegalArgumentException e) {
      // The box says so in its own words.
      return Optional.empty();
    }
  }
}
