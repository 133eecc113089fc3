package dev.mlbox.engine.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether an image is signed by a key, as cosign signs: an object under a tag that is made of
 * the image's digest, each layer of it a statement, with its signature in an annotation (cosign,
 * specs/SIGNATURE_SPEC.md). A transparency log is not asked.
 */
final class SignedImage {
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String TYPE = "cosign container image signature";

  /** A statement has some hundred bytes. */
  private static final long LONGEST = 1 << 16;

  private final RegistrySettings settings;
  private final SignatureKey key;
  private final String otherwise;

  /**
   * @param key the file with the public key, and where it was set
   * @param folder to which it is relative
   * @param otherwise what else can be done than to sign one
   * @throws MlboxException INVALID when it holds none
   */
  SignedImage(RegistrySettings settings, Stated key, Path folder, String otherwise) {
    this.settings = settings;
    this.otherwise = otherwise;
    this.key = SignatureKey.read(key, folder);
  }

  /**
   * Makes sure that it is signed.
   *
   * @param image by digest
   * @throws MlboxException INVALID when it is not, BROKEN when the registry does not answer
   */
  void require(Stated image) {
    ImageReference reference = reference(image);
    String digest =
        reference
            .getDigest()
            .orElseThrow(
                () ->
                    MlboxException.invalid(
                        Problem.of("%s has no digest to be signed".formatted(image.text()))
                            .at(key.stated().place())
                            .expected("an image in a registry")));
    List<Statement> statements = statements(image, reference, digest);
    List<Statement> ours = statements.stream().filter(each -> isOurs(each)).toList();
    if (ours.stream().noneMatch(each -> digest.equals(each.digest()))) {
      throw MlboxException.invalid(refusal(image, digest, statements.size(), ours));
    }
  }

  /** What was signed, and with what. */
  private record Statement(byte[] text, String signature) {
    /** Of the image that it is about; null when it is no statement about one. */
    @Nullable String digest() {
      try {
        JsonNode critical =
            Json.mapper().readTree(new String(text, StandardCharsets.UTF_8)).path("critical");
        return TYPE.equals(critical.path("type").asText())
            ? critical.path("image").path("docker-manifest-digest").asText()
            : null;
      } catch (JsonProcessingException e) {
        return null;
      }
    }
  }

  private boolean isOurs(Statement statement) {
    return key.hasSigned(statement.text(), statement.signature());
  }

  private Problem refusal(Stated image, String digest, int all, List<Statement> ours) {
    String what =
        all == 0
            ? "has no signature"
            : ours.isEmpty()
                ? "has %d signature%s, none by %s"
                    .formatted(all, all == 1 ? "" : "s", key.stated().text())
                : "has a signature by %s that is of another image".formatted(key.stated().text());
    return Problem.of("the image %s %s".formatted(image.text(), what))
        .at(key.stated().place())
        .expected(
            "one by the key in %s, under the tag %s".formatted(key.stated().text(), tag(digest)))
        .remedy("`cosign sign --key cosign.key %s`, %s".formatted(image.text(), otherwise));
  }

  private static String tag(String digest) {
    return digest.replace(':', '-') + ".sig";
  }

  private static ImageReference reference(Stated image) {
    try {
      return ImageReference.parse(image.text());
    } catch (InvalidImageReferenceException e) {
      throw MlboxException.broken(
          Problem.of("%s is no image".formatted(image.text())).at(image.place()), e);
    }
  }

  private List<Statement> statements(Stated image, ImageReference reference, String digest) {
    Registry registry = new Registry(reference.getRegistry());
    registry.requireReachable(image.place(), settings.insecure());
    Trust trust = registry.trust(settings.insecure());
    FailoverHttpClient http = new FailoverHttpClient(trust.isInsecure(), false, log -> {});
    try {
      RegistryClient client = client(reference, trust, http);
      if (client.checkManifest(tag(digest)).isEmpty()) {
        return List.of();
      }
      OciManifestTemplate manifest =
          client.pullManifest(tag(digest), OciManifestTemplate.class).getManifest();
      List<Statement> statements = new ArrayList<>();
      for (ContentDescriptorTemplate layer : manifest.getLayers()) {
        Map<String, String> notes = layer.getAnnotations();
        String signature = notes == null ? null : notes.get(SIGNATURE);
        if (signature != null && layer.getSize() <= LONGEST) {
          statements.add(new Statement(text(client, layer), signature));
        }
      }
      return statements;
    } catch (IOException | RegistryException | CredentialRetrievalException e) {
      throw new ImageProblems(image, image, reference).of(e);
    } finally {
      shutDown(http);
    }
  }

  private RegistryClient client(ImageReference reference, Trust trust, FailoverHttpClient http)
      throws IOException, RegistryException, CredentialRetrievalException {
    RegistryClient.Factory factory =
        RegistryClient.factory(
                EventHandlers.NONE, reference.getRegistry(), reference.getRepository(), http)
            .setUserAgent("mlbox");
    var credential = new Credentials(settings, reference.getRegistry()).find(reference, trust);
    credential.ifPresent(factory::setCredential);
    RegistryClient client = factory.newRegistryClient();
    if (!client.doPullBearerAuth() && credential.isPresent()) {
      client.configureBasicAuth();
    }
    return client;
  }

  private static byte[] text(RegistryClient client, ContentDescriptorTemplate layer)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    client.pullBlob(layer.getDigest(), size -> {}, read -> {}).writeTo(text);
    return text.toByteArray();
  }

  private static void shutDown(FailoverHttpClient http) {
    try {
      http.shutDown();
    } catch (IOException e) {
      // Nothing is left to be asked.
    }
  }
}
