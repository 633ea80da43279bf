/** The models of a worker: shared, watched for new files, and replaced while records flow. */
package io.connectmojo.model.library;
