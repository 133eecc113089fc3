package dev.mlbox.jenkins.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TrendChartTest {
  private static TrendPoint point(int build, double value, double half, Fate fate) {
    return new TrendPoint(
        "#" + build,
        build + "/mlbox/",
        new MetricPoint("roc_auc", value, value - half, value + half, true),
        "deploy " + fate,
        fate);
  }

  private static Document svg(TrendChart chart) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(chart.getSvg().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void marksDifferByShape() throws Exception {
    Document svg =
        svg(
            new TrendChart(
                "roc_auc",
                List.of(
                    point(1, 0.70, 0.01, Fate.PROMOTED),
                    point(2, 0.60, 0.01, Fate.OTHER),
                    point(3, 0.72, 0.01, Fate.REVERTED),
                    point(4, 0.72, 0.01, Fate.PASSED))));

    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(filled(svg, 0)).as("promoted").isTrue();
    assertThat(filled(svg, 1)).as("passed").isFalse();
    assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("a").getLength()).isEqualTo(4);
    assertThat(svg.getDocumentElement().getAttribute("aria-label"))
        .isEqualTo("roc_auc of the last 4 builds; #4 has 0.7200 (0.7100 … 0.7300)");
  }

  private static boolean filled(Document svg, int circle) {
    return ((Element) svg.getElementsByTagName("circle").item(circle)).hasAttribute("fill");
  }

  @Test
  void nothingInItIsAScriptOrAStyle() {
    String svg =
        new TrendChart("a<b>'&", List.of(point(1, 0.5, Double.NaN, Fate.PROMOTED))).getSvg();

    assertThat(svg).contains("aria-label='a&lt;b&gt;&#39;&amp; of the last 1 builds");
    assertThat(svg).doesNotContain("<script", "style", "onload", "javascript:");
  }

  @Test
  void equalValuesAndASingleBuildHaveRoom() throws Exception {
    Document svg = svg(new TrendChart("roc_auc", List.of(point(1, 0.7, 0, Fate.PROMOTED))));

    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(1);
    assertThat(new TrendChart("f1", List.of(point(1, 0, 0, Fate.PROMOTED))).getSvg())
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void theTableBeginsWithTheNewestBuild() {
    TrendChart chart =
        new TrendChart(
            "roc_auc",
            List.of(
                point(1, 0.7, 0.01, Fate.PROMOTED), point(2, 0.8, 0.01, Fate.PROMOTED)));

    assertThat(chart.getPoints()).extracting(TrendPoint::getBuild).containsExactly("#2", "#1");
  }
}
