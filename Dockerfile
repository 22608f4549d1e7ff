# The image of Doublure, and under --target demo that of its demonstration service.
# Nothing in them is native: what was built on one architecture runs on the other. Only the first stage runs commands, on the
# build's own architecture; the others copy, so that no architecture is emulated.

FROM --platform=${BUILDPLATFORM:-linux/amd64} node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node: the script that would fetch another one is left out.
RUN npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
COPY build.ts ./
COPY lean-packages lean-packages
COPY src src
COPY fixtures fixtures
COPY personas personas
# Types are for who installs the package.
RUN node build.ts && chmod +x dist/main.js
RUN install -d -m 700 /image/volumes/data && install -d /image/bin && ln -s /app/dist/main.js /image/bin/doublure

# A relying party that needs openid-client alone, in the version that the project is tested with.
FROM node:24-bookworm-slim AS demo
ENV NODE_ENV=production DEMO_HOST=0.0.0.0
WORKDIR /app
COPY package.json ./
COPY --from=build /app/node_modules/openid-client node_modules/openid-client
COPY --from=build /app/node_modules/oauth4webapi node_modules/oauth4webapi
COPY --from=build /app/node_modules/jose node_modules/jose
COPY fixtures/keys/demo-encryption.json fixtures/keys/
COPY src/lib/html.ts src/lib/
COPY docker/demo docker/demo
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/livez').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "docker/demo/server.ts"]

FROM node:24-bookworm-slim AS doublure
LABEL org.opencontainers.image.title="Doublure" \
      org.opencontainers.image.description="A local double of the French State's identity hubs" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim"
ENV NODE_ENV=production DOUBLURE_HOST=0.0.0.0
WORKDIR /app
COPY package.json LICENSE ./
# All that the bundle leaves out: who invents people, on demand.
COPY --from=build /app/node_modules/@faker-js node_modules/@faker-js
COPY --from=build /app/dist dist
COPY fixtures fixtures
COPY personas personas
# A volume mounted on /data belongs to who runs the server: DOUBLURE_DATA_DIR=/data keeps its state there.
COPY --from=build --chown=node:node /image/volumes /
COPY --from=build /image/bin /usr/local/bin
USER node
EXPOSE 3615
HEALTHCHECK --interval=5s --timeout=5s --start-period=20s --retries=3 CMD ["doublure", "readyz"]
ENTRYPOINT ["node", "/app/dist/main.js"]
CMD ["serve"]
