# Built and tried, step by step, by scripts/check-dockerfile.mjs. How to use it: docs/docker.md.
FROM node:20.20.2-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json ./

FROM base AS build
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY control ./control
COPY spec ./spec
COPY src ./src
# Types are for who develops with the package.
RUN npm run build -- --prune && find dist '(' -name '*.d.ts' -o -name '.stamp.json' ')' -delete

FROM base AS dependencies
RUN npm ci --omit=dev --ignore-scripts

FROM node:20.20.2-bookworm-slim
LABEL org.opencontainers.image.title="athena-simulator" \
      org.opencontainers.image.description="A stateful, contract-driven simulator of the Athena API" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    ATHENA_HOST=0.0.0.0 \
    ATHENA_PORT=4010 \
    ATHENA_DATA=/data
WORKDIR /app
# The user `node` of the base image, by number: an orchestrator can see that it is not root.
RUN mkdir /data && chown 1000:1000 /data
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY fixtures ./fixtures
COPY scenarios ./scenarios
COPY templates ./templates
USER 1000:1000
VOLUME /data
EXPOSE 4010
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "--input-type=module", "--eval", "const { ok } = await fetch(`http://127.0.0.1:${process.env.ATHENA_PORT}/__admin/health`); process.exit(ok ? 0 : 1)"]
# Node itself, not npm: as the first process it gets the signal when Docker asks it to stop, and handles it.
ENTRYPOINT ["node", "dist/main.js"]
