package dev.mlbox.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportPageTest {
  private static final String PAGE = Reports.html("flights", ExampleReports.reverted(3_000));
  private static final Document DOCUMENT = parsed(PAGE);

  /** The page is written so that it is well-formed XML, too. */
  private static Document parsed(String page) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(page, e);
    }
  }

  private static List<Element> all(String name) {
    NodeList nodes = DOCUMENT.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void theVerdictComesFirstWithItsReason() {
    Element main = all("main").get(0);
    String first = main.getElementsByTagName("section").item(0).getTextContent().strip();

    assertThat(first).startsWith("REVERTED");
    assertThat(first)
        .contains("5f3a2b1c0d was reverted, 0a1b2c3d4e serves everything: slow 56.25 %");
  }

  @Test
  void itHasEverySection() {
    assertThat(all("h2"))
        .extracting(Element::getTextContent)
        .containsExactly(
            "Gates",
            "Slices of accuracy by origin >= baseline - 0.02",
            "Rollout",
            "Candidate and baseline",
            "Confusion",
            "Where the two disagree",
            "Where it came from",
            "How it was judged");
    assertThat(all("h3"))
        .extracting(Element::getTextContent)
        .containsExactly(
            "Weight",
            "errors > 1.5 * stable and > 0.5%",
            "slow > 2 * stable and > 2%",
            "ROC",
            "Precision and recall",
            "Calibration",
            "Predictions",
            "Candidate",
            "Baseline");
  }

  @Test
  void everyDrawingSaysInWordsWhatItShows() {
    for (Element drawing : all("svg")) {
      boolean nested = drawing.getParentNode().getNodeName().equals("svg");
      boolean titled = drawing.getElementsByTagName("title").getLength() == 1;
      assertThat(nested || titled || !drawing.getAttribute("aria-label").isEmpty()).isTrue();
    }
    List<String> ids = all("title").stream().map(title -> title.getAttribute("id")).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void nothingIsLoadedAndNothingRuns() {
    assertThat(all("script")).isEmpty();
    assertThat(all("link")).isEmpty();
    assertThat(all("img")).isEmpty();
    assertThat(PAGE).doesNotContain("http://", "https://", "url(");
  }

  @Test
  void theMomentOfTheVerdictIsMarked() {
    assertThat(all("circle"))
        .extracting(circle -> circle.getAttribute("class"))
        .contains("dot moment fail");
  }

  @Test
  void wordsOnAxesAreShortEnoughForAPhone() {
    for (Element text : all("text")) {
      String kind = text.getAttribute("class");
      int longest = kind.startsWith("tick") ? 7 : 26;
      assertThat(text.getTextContent().length()).isLessThanOrEqualTo(longest);
    }
  }

  @Test
  void theLeastFavourableSliceIsOnTop() {
    Element forest =
        all("table").stream()
            .filter(table -> table.getAttribute("class").equals("forest"))
            .findFirst()
            .orElseThrow();
    List<Double> differences = new ArrayList<>();
    NodeList cells = forest.getElementsByTagName("td");
    for (int i = 0; i < cells.getLength(); i++) {
      Element cell = (Element) cells.item(i);
      if (cell.getAttribute("class").contains("figure")) {
        String number = cell.getTextContent().replaceAll(" .*", "").replace('−', '-');
        differences.add(Double.parseDouble(number));
      }
    }
    assertThat(differences).hasSize(4).isSorted();
  }

  @Test
  void itIsSmallHoweverManyRowsThereAre() {
    String page = Reports.html("flights", ExampleReports.reverted(400_000));

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(150_000);
  }

  @Test
  void aCommandThatMeasuredNothingHasAPageToo() {
    String page = Reports.html("flights", ExampleReports.trained());

    assertThat(parsed(page).getElementsByTagName("h2").getLength()).isEqualTo(1);
  }
}
