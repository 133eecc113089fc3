package dev.mlbox.engine.image;

import dev.mlbox.core.config.SignatureConfig;
import dev.mlbox.core.config.Stated;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whose signatures images need: what mlbox makes, and a server's own beside it. */
public final class Signatures {
  private final SignedImage own;
  private final SignedImage server;

  private Signatures(SignedImage own, SignedImage server) {
    this.own = own;
    this.server = server;
  }

  /**
   * Reads the keys.
   *
   * @param folder to which their files are relative
   * @throws dev.mlbox.core.problem.MlboxException INVALID when one of them holds none
   */
  public static Signatures read(RegistrySettings settings, SignatureConfig keys, Path folder) {
    return new Signatures(
        new SignedImage(
            settings,
            keys.key(),
            folder,
            "then deploy again: the same box has the same digest; or take deploy.signature away"),
        new SignedImage(
            settings,
            keys.server(),
            folder,
            "or name the key of whoever signs it as deploy.signature.server"));
  }

  /**
   * Makes sure that both are signed.
   *
   * @param image by digest, of what mlbox made
   * @param beside the server's; null when there is none
   * @param place where they were set
   * @throws dev.mlbox.core.problem.MlboxException INVALID when one is not, BROKEN when its registry
   *     does not answer
   */
  public void require(String image, @Nullable String beside, String place) {
    own.require(new Stated(image, place));
    if (beside != null) {
      server.require(new Stated(beside, place));
    }
  }
}
