# The console
FROM node:22-bookworm-slim AS console
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci
COPY web/ ./
RUN npm run build

# The program, with the console in it
FROM maven:3.9.11-eclipse-temurin-25 AS program
WORKDIR /src
COPY pom.xml ./
COPY .build/ .build/
COPY model/ model/
COPY drivers/ drivers/
COPY rules/ rules/
COPY simulators/ simulators/
COPY web/ web/
COPY gateway/ gateway/
COPY acceptance/pom.xml acceptance/pom.xml
COPY benchmarks/pom.xml benchmarks/pom.xml
COPY --from=console /src/web/dist/ web/dist/
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Dmaven.test.skip=true -Dconsole.skip=true -pl gateway -am package

# What runs: a JRE, the jars, nobody's rights
FROM eclipse-temurin:25-jre-noble
RUN groupadd --gid 10001 zhiban \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin zhiban \
 && install -d -o 10001 -g 10001 -m 0700 /data
WORKDIR /app
COPY --from=program /src/gateway/target/lib/ lib/
COPY --from=program /src/gateway/target/zhiban.jar zhiban.jar
COPY gateway/jvm.options jvm.options
COPY deploy/healthcheck /app/healthcheck
COPY LICENSE NOTICE /app/
ENV LANG=C.UTF-8
USER 10001:10001
VOLUME ["/data"]
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/healthcheck"]
ENTRYPOINT ["java", "@/app/jvm.options", "-jar", "/app/zhiban.jar"]
CMD ["run", "/site", "--host", "0.0.0.0", "--port", "8080", "--data", "/data"]
