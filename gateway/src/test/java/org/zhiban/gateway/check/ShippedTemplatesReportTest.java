package org.zhiban.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.shipped.ShippedSite;

/** What {@code check} says of a site that names templates of the program. */
class ShippedTemplatesReportTest {
  @TempDir private Path folder;

  @Test
  void theTextNamesTheTemplateAndWhatNobodyVerified() throws Exception {
    CheckedFolder checked = checked(List.of());
    assertThat(checked.err()).isEmpty();
    assertThat(checked.exit()).isZero();
    assertThat(checked.out())
        .contains("随产品提供的模板: abb-acs550: ABB ACS550")
        .contains("notice: abb-acs550: 未经手册核实，请对照设备: running, fault")
        .doesNotContain("notice: eastron-sdm630");
  }

  @Test
  void theJsonSaysWhyItIsNotVerified() throws Exception {
    JsonNode report = new ObjectMapper().readTree(checked(List.of("--format=json")).out());
    JsonNode drive = report.at("/shipped_templates/0");
    assertThat(drive.get("id").textValue()).isEqualTo("abb-acs550");
    assertThat(drive.at("/not_verified/running").textValue()).contains("bit 2");
    assertThat(report.at("/shipped_templates/1/not_verified").isEmpty()).isTrue();
  }

  private CheckedFolder checked(List<String> options) throws Exception {
    Files.writeString(
        folder.resolve("site.yaml"), ShippedSite.text(List.of("abb-acs550", "eastron-sdm630")));
    return CheckedFolder.run(options, folder.toString());
  }
}
