package org.zhiban.gateway.commissioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.Locale;
import org.zhiban.drivers.modbus.ScanFindings;
import org.zhiban.drivers.opcua.BrowseFindings;
import org.zhiban.drivers.opcua.FoundNode;
import org.zhiban.drivers.opcua.FoundVariable;
import org.zhiban.model.site.PointSource.Table;

/** What a commissioning command found, for a program. */
public final class FoundJson {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .addModule(
              new SimpleModule()
                  .addSerializer(TopicFindings.Payload.class, new Word<>())
                  .addSerializer(TopicFindings.Type.class, new Word<>())
                  .addSerializer(Table.class, new Word<>())
                  .addSerializer(ScanFindings.Ending.class, new Word<>())
                  .addSerializer(BrowseFindings.Ending.class, new Word<>())
                  .addSerializer(FoundNode.NodeKind.class, new Word<>())
                  .addSerializer(FoundVariable.Form.class, new Word<>()))
          .addModule(new Jdk8Module())
          .build()
          .writerWithDefaultPrettyPrinter();

  private FoundJson() {}

  /** In lower case, as the site language writes it. */
  private static final class Word<E extends Enum<E>> extends JsonSerializer<E> {
    @Override
    public void serialize(E value, JsonGenerator to, SerializerProvider all) throws IOException {
      to.writeString(value.name().toLowerCase(Locale.ROOT));
    }
  }

  /** The findings, a record, as JSON with keys in lower case. */
  public static String of(Object findings) {
    try {
      return JSON.writeValueAsString(findings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
