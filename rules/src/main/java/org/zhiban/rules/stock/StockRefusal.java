package org.zhiban.rules.stock;

import java.math.BigDecimal;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.stock.Part;

/** Why nothing moves. */
public sealed interface StockRefusal {
  LocalizedText words();

  /** A field says what cannot be. */
  record WrongField(String field, LocalizedText why) implements StockRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(field + "：" + why.zh(), field + ": " + why.en());
    }
  }

  /** The number is given. */
  record Taken(String id) implements StockRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("编号 " + id + " 已用过", "the number " + id + " is given already");
    }
  }

  /** It is off the register. */
  record Retired(String id) implements StockRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(id + " 已注销", id + " is off the register");
    }
  }

  /** Some of it is left. */
  record StillThere(Part part) implements StockRefusal {
    @Override
    public LocalizedText words() {
      String left = Stock.text(part.stock()) + " " + part.unit();
      return new LocalizedText(
          part.id() + " 还有 " + left + "，先领用、报废或盘点",
          part.id() + ": " + left + " are left; use them, count them or write them off first");
    }
  }

  /** There is less of it. */
  record NotSoMuch(Part part, BigDecimal wanted) implements StockRefusal {
    @Override
    public LocalizedText words() {
      String left = Stock.text(part.stock()) + " " + part.unit();
      String place = part.place().map(it -> "（" + it + "）").orElse("");
      String placeEn = part.place().map(it -> " (" + it + ")").orElse("");
      return new LocalizedText(
          "%s %s%s在库 %s，不够 %s；新到的先入库，数目不对先盘点"
              .formatted(part.id(), part.name(), place, left, Stock.text(wanted)),
          "%s %s%s: %s in stock, not %s; take in what came, or count it first"
              .formatted(part.id(), part.name(), placeEn, left, Stock.text(wanted)));
    }
  }
}
