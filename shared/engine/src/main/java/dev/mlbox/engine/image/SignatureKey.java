package dev.mlbox.engine.image;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The public key of whoever signs images: ECDSA, with SHA-256, as cosign makes them.
 *
 * @param stated the file, as it was written, and where
 */
record SignatureKey(Stated stated, PublicKey key) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([\\sA-Za-z0-9+/=]+)-----END PUBLIC KEY-----");

  /**
   * Reads one.
   *
   * @param folder to which the file is relative
   * @throws MlboxException INVALID when there is none
   */
  static SignatureKey read(Stated stated, Path folder) {
    try {
      Matcher pem = PEM.matcher(Files.readString(folder.resolve(stated.text())));
      if (!pem.find()) {
        throw invalid(stated, "holds no public key", null);
      }
      byte[] coded = Base64.getMimeDecoder().decode(pem.group(1));
      return new SignatureKey(
          stated, KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(coded)));
    } catch (IOException e) {
      throw invalid(stated, "cannot be read: " + e, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw invalid(stated, "holds no ECDSA key: " + e.getMessage(), e);
    }
  }

  private static MlboxException invalid(Stated stated, String what, @Nullable Throwable cause) {
    return new MlboxException(
        Fault.INVALID,
        List.of(
            Problem.of("the public key %s %s".formatted(stated.text(), what))
                .at(stated.place())
                .expected("a PEM file with an ECDSA public key, such as cosign.pub")
                .remedy("`cosign generate-key-pair` makes one beside its private key")),
        cause);
  }

  /** Whether a text in base64 is this key's signature of something. */
  boolean hasSigned(byte[] what, String coded) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(key);
      signature.update(what);
      return signature.verify(Base64.getMimeDecoder().decode(coded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
