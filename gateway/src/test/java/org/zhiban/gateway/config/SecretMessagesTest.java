package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.gateway.config.problem.Problem;

/** What is said of a secret that is wrong: never the secret, which would stand in logs. */
final class SecretMessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          database: jdbc:postgres://db/zhiban?user=a&password=s3cret | 'jdbc:postgres://db/zhiban?user=a&password=***' is not the address
          database: 'jdbc:postgresql://a:s3cret@db/zhiban' | 'jdbc:postgresql://a:***@db/zhiban' is not the address
          database: 'jdbc:postgres://db/${env:DB}?password=s3cret' | the value of 'jdbc:postgres://db/${env:DB}?password=***' is not the address
          connections: { a: { type: mqtt, broker: 'mqtt://u:s3cret@bus' } } | 'mqtt://u:***@bus' is not a broker's address
          connections: { a: { type: mqtt, broker: 'tcp://bus', user: u, password: 's3cret${x' } } | '***' is not filled in
          notify: { channels: { a: { type: feishu, webhook: 'htps://f.cn/hook/s3cret' } } } | 'htps://f.cn/***' is not a web address
          notify: { channels: { a: { type: email, server: 'u:s3cret@mail', from: a@b, to: [a@b] } } } | 'u:***@mail' is not a mail server
          """)
  void aSecretThatIsWrongIsNotRepeated(String line, String said) {
    String text = "site: { id: a, name: a, timezone: Asia/Shanghai }\n" + line + "\n";
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(Map.of("site.yaml", text)),
            SecretSource.of(Map.of("DB", "zhiban"), Path.of("/nonexistent")));
    List<String> messages = loading.problems().stream().map(Problem::message).toList();
    assertThat(messages).anySatisfy(message -> assertThat(message).startsWith(said));
    assertThat(String.join("\n", messages)).doesNotContain("s3cret");
  }
}
