package dev.mlbox.jenkinsapi;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes META-INF/services/annotations/ANNOTATION with the classes that carry it, as Jenkins'
 * annotation-indexer does, which is not in the repository that this build uses.
 */
public final class AnnotationIndex {
  private static final List<String> INDEXED =
      List.of(
          "hudson.init.Initializer",
          "org.jenkinsci.Symbol",
          "org.kohsuke.stapler.export.ExportedBean");

  private AnnotationIndex() {}

  /** Argument: the folder of classes. */
  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[0]);
    Path index = classes.resolve("META-INF").resolve("services").resolve("annotations");
    Files.createDirectories(index);
    for (Map.Entry<String, TreeSet<String>> entry : found(classes).entrySet()) {
      Files.writeString(index.resolve(entry.getKey()), String.join("\n", entry.getValue()) + "\n");
    }
  }

  private static Map<String, TreeSet<String>> found(Path classes) throws IOException {
    Map<String, TreeSet<String>> found = new TreeMap<>();
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, AnnotationIndex.class.getClassLoader());
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name =
            classes
                .relativize(file)
                .toString()
                .replaceAll("\\.class$", "")
                .replaceAll("[/\\\\]", ".");
        Class<?> type = Class.forName(name, false, loader);
        List<AnnotatedElement> elements = new ArrayList<>(Arrays.asList(type.getDeclaredMethods()));
        elements.add(type);
        for (AnnotatedElement element : elements) {
          for (Annotation annotation : element.getDeclaredAnnotations()) {
            String kind = annotation.annotationType().getName();
            if (INDEXED.contains(kind)) {
              found.computeIfAbsent(kind, key -> new TreeSet<>()).add(name);
            }
          }
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
    return found;
  }
}
