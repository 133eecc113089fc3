package dev.mlbox.jenkinsapi;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a class {@code Messages} for each Messages.properties, of the same form as the localizer's
 * generator, which is not in the repository that this build uses.
 */
public final class MessagesSource {
  private MessagesSource() {}

  /** Arguments: the folder of resources, the folder to write to. */
  public static void main(String[] args) throws IOException {
    Path resources = Path.of(args[0]);
    Path target = Path.of(args[1]);
    try (Stream<Path> files = Files.walk(resources)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().equals("Messages.properties"))
              .toList();
      for (Path file : found) {
        Path folder = resources.relativize(file).getParent();
        Path source = target.resolve(folder).resolve("Messages.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, source(folder.toString().replaceAll("[/\\\\]", "."), read(file)));
      }
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }

  private static String source(String packageName, Properties texts) {
    StringBuilder source = new StringBuilder();
    source.append("package ").append(packageName).append(";\n\n");
    source.append("import org.jvnet.localizer.Localizable;\n");
    source.append("import org.jvnet.localizer.ResourceBundleHolder;\n\n");
    source.append("public class Messages {\n");
    source.append("  private static final ResourceBundleHolder holder =\n");
    source.append("      ResourceBundleHolder.get(Messages.class);\n");
    for (String key : new TreeSet<>(texts.stringPropertyNames())) {
      source.append(methods(key, texts.getProperty(key)));
    }
    return source.append("}\n").toString();
  }

  private static String methods(String key, String text) {
    int count = new MessageFormat(text).getFormatsByArgumentIndex().length;
    String name = key.replaceAll("[^A-Za-z0-9_]", "_");
    String parameters =
        IntStream.range(0, count).mapToObj(i -> "Object arg" + i).collect(Collectors.joining(", "));
    String arguments =
        IntStream.range(0, count).mapToObj(i -> ", arg" + i).collect(Collectors.joining());
    return """

          public static String %1$s(%2$s) {
            return holder.format("%3$s"%4$s);
          }

          public static Localizable _%1$s(%2$s) {
            return new Localizable(holder, "%3$s"%4$s);
          }
        """
        .formatted(name, parameters, key, arguments);
  }
}
