package dev.mlbox.engine.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of images as the user writes them, or what is wrong with them. */
final class ImageNames {
  private static final String TAR = "tar://";
  private static final Pattern BASE_DIGEST =
      Pattern.compile("Using base image with digest: (sha256:[0-9a-f]{64})");

  private ImageNames() {}

  /** Where to push. */
  static ImageReference target(Stated repository, String tag) {
    String text = repository.text();
    boolean qualified = text.contains("@") || text.lastIndexOf(':') > text.lastIndexOf('/');
    if (qualified) {
      throw MlboxException.invalid(
          Problem.of("the image repository %s names a tag or a digest".formatted(text))
              .at(repository.place())
              .expected("a repository such as registry.example.com/team/flights")
              .remedy("leave out what follows the name; mlbox sets it"));
    }
    try {
      return ImageReference.parse(text + ":" + tag);
    } catch (InvalidImageReferenceException e) {
      throw malformed("the image repository", repository);
    }
  }

  /** What to build on, in a registry. */
  static ImageReference base(Stated base) {
    try {
      return ImageReference.parse(base.text());
    } catch (InvalidImageReferenceException e) {
      throw malformed("the base image", base);
    }
  }

  static boolean isTar(Stated base) {
    return base.text().startsWith(TAR);
  }

  /** What to build on, in a file. */
  static Path tar(Stated base) {
    String text = base.text().substring(TAR.length());
    try {
      // tar:///C:/images/base.tar
      Path path = Path.of(text.matches("/[A-Za-z]:.*") ? text.substring(1) : text);
      if (Files.isRegularFile(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw malformed("the base image", base);
    }
    throw MlboxException.invalid(
        Problem.of("there is no base image " + text)
            .at(base.place())
            .expected("the path of a file that `docker save` or `podman save` wrote"));
  }

  /** The digest in what Jib says when it has found a base image. */
  static Optional<String> baseDigest(String line) {
    Matcher matcher = BASE_DIGEST.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static MlboxException malformed(String what, Stated stated) {
    return MlboxException.invalid(
        Problem.of("%s %s is no image name".formatted(what, stated.text()))
            .at(stated.place())
            .expected("host/path in lower case, such as registry.example.com/team/flights"));
  }
}
