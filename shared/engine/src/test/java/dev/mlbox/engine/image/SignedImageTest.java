package dev.mlbox.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import dev.mlbox.core.config.SignatureConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signatures as cosign writes them, over HTTP; against the registry that MLBOX_TEST_REGISTRY names,
 * or one of the tests' own.
 */
class SignedImageTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private SmallRegistry small;
  private String repository;
  private String digest;
  private KeyPair keys;

  @BeforeEach
  void anImageAndAKey() throws Exception {
    small = SmallRegistry.start();
    String registry =
        Objects.requireNonNullElse(System.getenv("MLBOX_TEST_REGISTRY"), small.address());
    repository = registry + "/team/signed-" + System.nanoTime();
    digest =
        Jib.fromScratch()
            .addEnvironmentVariable("MADE", repository)
            .containerize(
                Containerizer.to(RegistryImage.named(repository + ":tag"))
                    .setBaseImageLayersCache(folder.resolve("base"))
                    .setApplicationLayersCache(folder.resolve("layers"))
                    .setAllowInsecureRegistries(true))
            .getDigest()
            .toString();
    keys = newKeys();
    write("cosign.pub", keys);
  }

  @AfterEach
  void noRegistry() throws IOException {
    small.close();
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private void write(String name, KeyPair pair) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPublic().getEncoded())));
  }

  private void check(String key) {
    check(key, key, null);
  }

  private void check(String key, String serverKey, @Nullable String server) {
    RegistrySettings settings = new RegistrySettings(folder.resolve("cache"), false, Map.of());
    SignatureConfig keys =
        new SignatureConfig(
            new Stated(key, "mlbox.yaml:12"), new Stated(serverKey, "mlbox.yaml:13"));
    Signatures.read(settings, keys, folder).require(image(), server, "mlbox.yaml:9");
  }

  private String image() {
    return repository + "@" + digest;
  }

  private static String statement(String about) {
    return "{\"critical\":{\"identity\":{\"docker-reference\":\"elsewhere\"},\"image\":{\"docker-manifest-digest\":\"%s\"},\"type\":\"cosign container image signature\"},\"optional\":null}"
        .formatted(about);
  }

  private static String signed(String text, KeyPair by) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(by.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  /** Puts one statement under the image's tag. */
  private void sign(String text, String signature) throws Exception {
    String config = "{}";
    push(config);
    push(text);
    String manifest =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
         "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": %d, "digest": "%s"},
         "layers": [{"mediaType": "application/vnd.dev.cosign.simplesigning.v1+json", "size": %d, "digest": "%s",
                     "annotations": {"dev.cosignproject.cosign/signature": "%s"}}]}
        """
            .formatted(config.length(), of(config), text.length(), of(text), signature);
    send(
        "PUT",
        URI.create(base() + "/manifests/" + digest.replace(':', '-') + ".sig"),
        "application/vnd.oci.image.manifest.v1+json",
        manifest);
  }

  private void push(String blob) throws Exception {
    String upload = send("POST", URI.create(base() + "/blobs/uploads/"), "text/plain", "");
    URI at = URI.create(base()).resolve(upload);
    String join = at.getQuery() == null ? "?" : "&";
    send("PUT", URI.create(at + join + "digest=" + of(blob)), "application/octet-stream", blob);
  }

  private String base() {
    return "http://" + repository.replaceFirst("/", "/v2/");
  }

  private static String of(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private String send(String method, URI to, String type, String body) throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(to)
                .header("content-type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.headers().firstValue("location").orElse("");
  }

  @Test
  void anImageThatTheKeyHasSignedIsTaken() throws Exception {
    String statement = statement(digest);
    sign(statement, signed(statement, keys));
    assertThatCode(() -> check("cosign.pub")).doesNotThrowAnyException();
  }

  @Test
  void anImageThatNobodyHasSignedIsRefused() {
    assertThatThrownBy(() -> check("cosign.pub"))
        .hasMessage(
            "the image %1$s has no signature (mlbox.yaml:12); expected one by the key in cosign.pub, under the tag %2$s.sig; `cosign sign --key cosign.key %1$s`, then deploy again: the same box has the same digest; or take deploy.signature away"
                .formatted(image(), digest.replace(':', '-')))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID));
  }

  @Test
  void whatAnotherKeyHasSignedIsRefused() throws Exception {
    String statement = statement(digest);
    sign(statement, signed(statement, newKeys()));
    assertThatThrownBy(() -> check("cosign.pub"))
        .hasMessageContaining("has 1 signature, none by cosign.pub");
  }

  @Test
  void aSignatureOfAnotherImageIsRefused() throws Exception {
    String statement = statement("sha256:" + "0".repeat(64));
    sign(statement, signed(statement, keys));
    assertThatThrownBy(() -> check("cosign.pub"))
        .hasMessageContaining("has a signature by cosign.pub that is of another image");
  }

  @Test
  void aServersImageNeedsASignatureToo() throws Exception {
    KeyPair makers = newKeys();
    write("maker.pub", makers);
    String statement = statement(digest);
    sign(statement, signed(statement, keys));
    assertThatCode(() -> check("cosign.pub", "cosign.pub", image())).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("cosign.pub", "maker.pub", image()))
        .hasMessageContaining("has 1 signature, none by maker.pub (mlbox.yaml:13)")
        .hasMessageEndingWith("or name the key of whoever signs it as deploy.signature.server");
  }

  @Test
  void somethingElseThatTheKeyHasSignedIsRefused() throws Exception {
    String statement = statement(digest).replace("cosign container image signature", "a letter");
    sign(statement, signed(statement, keys));
    assertThatThrownBy(() -> check("cosign.pub")).hasMessageContaining("is of another image");
  }

  @Test
  void aSignatureThatIsNoneIsRefused() throws Exception {
    sign(statement(digest), "bm9uc2Vuc2U=");
    assertThatThrownBy(() -> check("cosign.pub")).hasMessageContaining("none by cosign.pub");
  }

  @Test
  void aKeyThatIsNoneIsSaidBeforeAnythingIsAsked() throws IOException {
    Files.writeString(folder.resolve("key.txt"), "a key");
    assertThatThrownBy(() -> check("key.txt"))
        .hasMessage(
            "the public key key.txt holds no public key (mlbox.yaml:12); expected a PEM file with an ECDSA public key, such as cosign.pub; `cosign generate-key-pair` makes one beside its private key");
    assertThatThrownBy(() -> check("nowhere.pub")).hasMessageContaining("cannot be read");
  }
}
