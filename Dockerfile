# syntax=docker/dockerfile:1
# The command and nothing else, for a user without rights. Pages are mounted:
#
#   docker run --rm -v "$PWD:/pages" -w /pages IMAGE check

FROM rust:1-alpine AS build
RUN apk add --no-cache build-base
WORKDIR /lockwright
COPY . .
RUN cargo build --release --locked && cp target/release/lockwright /lockwright-command

FROM scratch
COPY --from=build /lockwright-command /lockwright
COPY LICENSE-MIT LICENSE-APACHE /
USER 65532:65532
ENTRYPOINT ["/lockwright"]
