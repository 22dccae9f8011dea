# One image for web, worker and migrations; what it runs is the command. Built in three steps so that neither the compiler nor
# the packages of tests are in it.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma ./prisma
RUN npm ci

FROM dependencies AS build
COPY . .
RUN npm run build && npm prune --omit=dev && rm -rf .next/cache

FROM node:24-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/next.config.mjs ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/prisma ./prisma
COPY --from=build --chown=root:root /app/public ./public
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=node:node /app/.next ./.next
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
# Web takes up to ten seconds to finish open requests, the worker up to twenty to finish its rows.
STOPSIGNAL SIGTERM
CMD ["node", "dist/web.mjs"]
