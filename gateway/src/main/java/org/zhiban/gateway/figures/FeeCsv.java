package org.zhiban.gateway.figures;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.Language;
import org.zhiban.model.site.Site;

/** What was spent under orders within a period, as a report kept it [R9]. */
public final class FeeCsv {
  private static final List<String> HEAD_ZH =
      List.of("工单", "标题", "设备", "位置", "状态", "客户应付", "业主承担", "保修", "客户已确认", "币种");
  private static final List<String> HEAD_EN =
      List.of(
          "Order",
          "Title",
          "Equipment",
          "Place",
          "Status",
          "Customer pays",
          "Owner pays",
          "Warranty",
          "Customer agreed to",
          "Currency");

  private FeeCsv() {}

  /**
   * A row for each order, and their sum.
   *
   * @param report as it was kept
   */
  public static String of(Site site, JsonObject report) {
    boolean zh = site.language() == Language.ZH;
    Csv csv = new Csv(site.zone(), zh ? HEAD_ZH : HEAD_EN);
    String currency = report.getString("currency");
    JsonArray fees = report.getJsonArray("fees");
    for (int row = 0; row < fees.size(); row++) {
      JsonObject fee = fees.getJsonObject(row);
      csv.row(
          fee.getString("work_order"),
          fee.getJsonObject("title").getString(zh ? "zh" : "en"),
          Optional.ofNullable(fee.getString("equipment")),
          Optional.ofNullable(fee.getString("location")),
          fee.getString("status"),
          fee.getString("customer"),
          fee.getString("owner"),
          fee.getString("warranty"),
          fee.getString("consented"),
          currency);
    }
    JsonObject totals = report.getJsonObject("totals");
    csv.row(
        zh ? "合计" : "Total",
        "",
        "",
        "",
        "",
        totals.getString("customer"),
        totals.getString("owner"),
        totals.getString("warranty"),
        "",
        currency);
    return csv.table();
  }
}
