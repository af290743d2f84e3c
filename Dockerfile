# docker build -t dateline .
# docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" dateline timeline articles/ -o timeline.csv
FROM rust:1-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
COPY . /source
RUN cargo install --locked --path /source --root /usr/local

FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/dateline /usr/local/bin/
RUN useradd --create-home reader
USER reader
WORKDIR /work
ENTRYPOINT ["dateline"]
