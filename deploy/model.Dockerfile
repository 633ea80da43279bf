# A model as an image without a system, for an image volume: model.zip with its profile and signature, if any
FROM scratch
COPY model.* /
