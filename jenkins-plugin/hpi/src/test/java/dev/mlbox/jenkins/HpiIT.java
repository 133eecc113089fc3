package dev.mlbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The packed plugin, looked at as Jenkins will. */
class HpiIT {
  private static final Path HPI = Path.of(System.getProperty("hpi", "target/mlbox.hpi"));
  private static final Pattern PACKAGE = Pattern.compile("dev/mlbox/jenkins/(.*)/config\\.jelly");

  private static Map<String, byte[]> plugin = Map.of();
  private static Map<String, byte[]> jar = Map.of();

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream in = Files.newInputStream(HPI)) {
      plugin = entries(in);
    }
    jar =
        entries(
            new ByteArrayInputStream(plugin.getOrDefault("WEB-INF/lib/mlbox.jar", new byte[0])));
  }

  private static Map<String, byte[]> entries(InputStream in) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        zip.transferTo(bytes);
        entries.put(entry.getName(), bytes.toByteArray());
      }
    }
    return entries;
  }

  private static String text(String name) {
    return new String(jar.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  private static List<String> named(String ending) {
    return jar.keySet().stream().filter(name -> name.endsWith(ending)).toList();
  }

  @Test
  void theManifestSaysWhatJenkinsAsksFor() throws IOException {
    try (JarInputStream in = new JarInputStream(Files.newInputStream(HPI))) {
      Manifest manifest = in.getManifest();
      Attributes main = manifest.getMainAttributes();
      assertThat(main.getValue("Short-Name")).isEqualTo("mlbox");
      assertThat(main.getValue("Jenkins-Version")).isEqualTo("2.479.3");
      assertThat(main.getValue("Plugin-Version")).startsWith("0.1.0");
      assertThat(main.getValue("Plugin-Dependencies").split(","))
          .hasSize(9)
          .allMatch(
              dependency ->
                  dependency.matches("[a-z-]+:\\d[0-9A-Za-z._]*")
                      || dependency.matches("(checks-api|junit):[^;]+;resolution:=optional"));
    }
  }

  @Test
  void bothBuildsHaveTheSameVersions() throws IOException {
    String real = Files.readString(Path.of("../pom.xml"));
    String here = Files.readString(Path.of("../../pom.xml"));
    for (String property : List.of("jackson.version", "jspecify.version")) {
      assertThat(value(real, property)).isEqualTo(value(here, property));
    }
    assertThat(real).contains("<version>" + value(here, "version") + "</version>");
  }

  private static String value(String pom, String element) {
    Matcher matcher = Pattern.compile("<" + element + ">([^<]+)</" + element + ">").matcher(pom);
    assertThat(matcher.find()).as(element).isTrue();
    return matcher.group(1);
  }

  @Test
  void nothingOfJenkinsIsInsideAndItIsSmall() throws IOException {
    assertThat(Files.size(HPI)).isLessThan(2_000_000);
    assertThat(plugin.keySet())
        .filteredOn(name -> name.endsWith(".jar"))
        .hasSize(3)
        .allMatch(
            name -> name.matches("WEB-INF/lib/(mlbox|jackson-(core|jr-objects)-[\\d.]+)\\.jar"));
    assertThat(named(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("dev/mlbox/jenkins/"));
  }

  @Test
  void theIndexNamesEveryExtension() throws Exception {
    byte[] index = jar.getOrDefault("META-INF/annotations/hudson.Extension", new byte[0]);
    List<String> names = new ArrayList<>();
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(index))) {
      for (Object entry = in.readObject(); entry != null; entry = in.readObject()) {
        java.lang.reflect.Field name = entry.getClass().getDeclaredField("className");
        name.setAccessible(true);
        names.add(String.valueOf(name.get(entry)).replace("dev.mlbox.jenkins.", ""));
      }
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "TrainStep$DescriptorImpl",
            "EvaluateStep$DescriptorImpl",
            "CheckStep$DescriptorImpl",
            "BoxStep$DescriptorImpl",
            "DeployStep$DescriptorImpl",
            "PromoteStep$DescriptorImpl",
            "RevertStep$DescriptorImpl",
            "FollowStep$DescriptorImpl",
            "StatusStep$DescriptorImpl",
            "MlboxBuilder$DescriptorImpl",
            "MlboxPublisher$DescriptorImpl",
            "announce.GateCheck",
            "announce.GateTests",
            "page.TrendAction$Factory",
            "settings.MlboxConfiguration",
            "settings.MlboxInstallation$DescriptorImpl",
            "settings.MlboxInstaller$DescriptorImpl",
            "settings.MlboxReleaseInstaller$DescriptorImpl");
    assertThat(text("META-INF/services/annotations/org.jenkinsci.Symbol").lines())
        .containsExactly(
            "dev.mlbox.jenkins.settings.MlboxConfiguration",
            "dev.mlbox.jenkins.settings.MlboxInstallation$DescriptorImpl",
            "dev.mlbox.jenkins.settings.MlboxInstaller$DescriptorImpl",
            "dev.mlbox.jenkins.settings.MlboxReleaseInstaller$DescriptorImpl");
    assertThat(text("META-INF/services/annotations/hudson.init.Initializer").lines())
        .containsExactly("dev.mlbox.jenkins.page.MlboxPermissions");
  }

  @Test
  void everyViewIsWellFormedAndHasNoScript() throws Exception {
    assertThat(jar).containsKey("index.jelly");
    for (String view : named(".jelly")) {
      assertThat(text(view)).as(view).startsWith("<?jelly escape-by-default=\"true\"?>");
      Document document = parsed(view);
      assertThat(document.getElementsByTagName("script").getLength()).as(view).isZero();
      assertThat(text(view)).as(view).doesNotContainPattern("\\son[a-z]+=\"|style=\"|javascript:");
    }
  }

  private static Document parsed(String view) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(jar.getOrDefault(view, new byte[0])));
  }

  @Test
  void everyFieldOfAFormIsBoundAndHasHelp() throws Exception {
    for (String view : named(".jelly")) {
      if (!view.endsWith("config.jelly") && !view.endsWith("own.jelly")) {
        continue;
      }
      String folder = view.substring(0, view.lastIndexOf('/'));
      Class<?> type = Class.forName(folder.replace('/', '.'), false, HpiIT.class.getClassLoader());
      for (String field : fields(parsed(view))) {
        String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        assertThat(type.getMethods())
            .as(view + " " + field)
            .anyMatch(
                method ->
                    (method.getName().equals("get" + name) || method.getName().equals("is" + name))
                        && method.getParameterCount() == 0);
        assertThat(helps(type, field)).as(view + " " + field).anyMatch(jar::containsKey);
      }
    }
    assertThat(named("config.jelly")).anyMatch(view -> PACKAGE.matcher(view).matches());
  }

  @Test
  void everyStepHasHelp() {
    List<String> steps =
        named("Step$DescriptorImpl.class").stream()
            .map(name -> name.replace("$DescriptorImpl.class", "/help.html"))
            .toList();
    assertThat(steps).hasSize(9);
    assertThat(jar).containsKeys(steps.toArray(new String[0]));
  }

  /** Where Jenkins looks for help: at a type, then at what it extends. */
  private static List<String> helps(Class<?> type, String field) {
    List<String> places = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      places.add(each.getName().replace('.', '/') + "/help-" + field + ".html");
    }
    return places;
  }

  private static List<String> fields(Document view) {
    List<String> fields = new ArrayList<>();
    NodeList all = view.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element && !element.getAttribute("field").isEmpty()) {
        fields.add(element.getAttribute("field"));
      }
    }
    return fields;
  }
}
