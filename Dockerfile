# The image of Doublure, and under --target demo that of its demonstration service.
# No production package has a native part: both build for amd64 and arm64 alike.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node: the script that would fetch another one is left out.
RUN npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
COPY tsconfig.json tsconfig.build.json build.ts ./
COPY src src
COPY fixtures fixtures
COPY personas personas
RUN npm run build && chmod +x dist/main.js

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
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production DOUBLURE_HOST=0.0.0.0
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --no-update-notifier && npm cache clean --force
COPY --from=build /app/dist dist
COPY fixtures fixtures
COPY personas personas
COPY LICENSE ./
# A volume mounted on /data belongs to who runs the server: DOUBLURE_DATA_DIR=/data keeps its state there.
RUN ln -s /app/dist/main.js /usr/local/bin/doublure && install -d -o node -g node -m 700 /data
USER node
EXPOSE 3615
HEALTHCHECK --interval=5s --timeout=5s --start-period=20s --retries=3 CMD ["doublure", "readyz"]
ENTRYPOINT ["node", "/app/dist/main.js"]
CMD ["serve"]
