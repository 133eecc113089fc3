package dev.mlbox.jenkins.announce;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Test suites of a build's commands. A check and the deploy after it judge the same candidate by
 * the same rows: what a gate said once is one test of the build and not two.
 */
final class Suites {
  private static final String SUITE = "testsuite";

  private Suites() {}

  /**
   * What was not told before.
   *
   * @param tests a command's file
   * @param before the files of the build's earlier commands
   * @param to gets the suites that none of those has, whenever they were written
   * @return {@code tests} where all are new, {@code to}, or empty where none is
   */
  static Optional<File> untold(File tests, List<File> before, File to) throws IOException {
    try {
      List<String> told = new ArrayList<>();
      for (File file : before) {
        suites(parsed(file)).forEach(suite -> told.add(words(suite)));
      }
      Document document = parsed(tests);
      List<Element> all = suites(document);
      List<Element> known = all.stream().filter(suite -> told.contains(words(suite))).toList();
      if (known.isEmpty()) {
        return Optional.of(tests);
      }
      if (known.size() == all.size()) {
        return Optional.empty();
      }
      known.forEach(suite -> suite.getParentNode().removeChild(suite));
      write(document, to);
      return Optional.of(to);
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException(e);
    }
  }

  private static Document parsed(File file)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory.newDocumentBuilder().parse(file);
  }

  private static List<Element> suites(Document document) {
    List<Element> suites = new ArrayList<>();
    Element root = document.getDocumentElement();
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(SUITE)) {
        suites.add(element);
      }
    }
    return suites;
  }

  /** All that an element says but when, and how long it took. */
  private static String words(Element element) {
    StringBuilder words = new StringBuilder("<").append(element.getTagName());
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (!attribute.getNodeName().startsWith("time")) {
        words.append(' ').append(attribute);
      }
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      words.append(
          node instanceof Element child ? words(child) : String.valueOf(node.getNodeValue()).strip());
    }
    return words.append('>').toString();
  }

  private static void write(Document document, File to) throws TransformerException {
    TransformerFactory factory = TransformerFactory.newInstance();
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
    factory.newTransformer().transform(new DOMSource(document), new StreamResult(to));
  }
}
