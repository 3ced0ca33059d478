# The task server with its own Chromium, on Debian. Not built in the project's own checks (there is no Docker there): say so if it fails for you.
#   docker build -t clearcut .
#   docker run --rm -p 8787:8787 -e CLEARCUT_TOKEN=a-secret-word -v clearcut:/keep --shm-size 1g clearcut
FROM node:22-bookworm-slim

RUN apt-get update \
  && apt-get install -y --no-install-recommends chromium tini ca-certificates \
  && rm -rf /var/lib/apt/lists/*
ENV CHROME_PATH=/usr/bin/chromium NODE_ENV=production

WORKDIR /clearcut
COPY package.json package-lock.json .npmrc ./
# The server is TypeScript that tsx runs, and Vite builds the app: both are development dependencies.
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build

# Photos, results and waiting tasks lie here until they expire; models are brought in as a volume at /models.
RUN mkdir -p /keep /models && chown node:node /keep /models
VOLUME ["/keep", "/models"]
USER node
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# A stop lets the running task end: give it time (docker stop -t 60).
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "node", "--import", "tsx", "tools/serve.ts", "--host", "0.0.0.0", "--keep", "/keep", "--models", "/models"]
