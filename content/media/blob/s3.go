package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3 keeps files in a bucket of an S3-compatible store.
type S3 struct {
	client *minio.Client
	bucket string
	prefix string // of every key, with its slash; may be empty
}

// partSize is how much of a large file is sent at once, and kept in memory meanwhile.
const partSize = 16 << 20

// openTime is how long the store may take to say that the bucket is there.
const openTime = 20 * time.Second

// OpenS3 opens the bucket that an address names:
//
//	s3://BUCKET/PREFIX?endpoint=https://s3.example:9000&region=eu-central-1
//
// PREFIX and both parameters may be left out; then it is Amazon's own. The keys come from the environment:
// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Its requests go where the administrator says, not through the
// guarded transport.
func OpenS3(ctx context.Context, address string) (*S3, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "s3" || u.Host == "" || u.User != nil {
		return nil, fmt.Errorf("%q is no address of a bucket; write it like s3://bucket?endpoint=https://s3.example&region=eu", address)
	}
	q := u.Query()
	endpoint, err := url.Parse(q.Get("endpoint"))
	if q.Get("endpoint") == "" {
		endpoint = &url.URL{Scheme: "https", Host: "s3.amazonaws.com"}
	}
	if err != nil || endpoint.Host == "" || (endpoint.Scheme != "https" && endpoint.Scheme != "http") || strings.Trim(endpoint.Path, "/") != "" {
		return nil, fmt.Errorf("endpoint %q of the bucket is no address of a server; write it like https://s3.example:9000", q.Get("endpoint"))
	}
	client, err := minio.New(endpoint.Host, &minio.Options{
		Creds: credentials.NewEnvAWS(), Secure: endpoint.Scheme == "https", Region: q.Get("region"),
	})
	if err != nil {
		return nil, fmt.Errorf("opening bucket %s: %w", u.Host, err)
	}
	s := &S3{client: client, bucket: u.Host, prefix: strings.TrimPrefix(path.Clean("/"+u.Path)+"/", "/")}
	if s.prefix == "/" {
		s.prefix = ""
	}
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	there, err := client.BucketExists(ctx, s.bucket)
	if err != nil {
		return nil, fmt.Errorf("bucket %s at %s cannot be opened: %w. Look at its address, and at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", s.bucket, endpoint, err)
	}
	if !there {
		return nil, fmt.Errorf("there is no bucket %s at %s. Make it, with no public access, or name another", s.bucket, endpoint)
	}
	return s, nil
}

// Put implements Store.
func (s *S3) Put(ctx context.Context, name string, content io.Reader, size int64) error {
	mediaType := TypeOf(name)
	if mediaType == "" {
		return fmt.Errorf("storing a file: %q is no name of a stored file", name)
	}
	_, err := s.client.PutObject(ctx, s.bucket, s.prefix+name, content, size, minio.PutObjectOptions{
		ContentType: mediaType, PartSize: partSize, SendContentMd5: true, DisableContentSha256: true, // one sum is enough
	})
	if err != nil {
		return fmt.Errorf("storing a file in the bucket: %w", err)
	}
	return nil
}

// Open implements Store.
func (s *S3) Open(ctx context.Context, name string) (*File, error) {
	if TypeOf(name) == "" {
		return nil, fs.ErrNotExist
	}
	object, err := s.client.GetObject(ctx, s.bucket, s.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, fmt.Errorf("opening a file in the bucket: %w", err)
	}
	info, err := object.Stat() // only now is it asked for
	if minio.ToErrorResponse(err).StatusCode == http.StatusNotFound {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening a file in the bucket: %w", err), object.Close())
	}
	return &File{ReadSeekCloser: object, Modified: info.LastModified}, nil
}

// Delete implements Store.
func (s *S3) Delete(ctx context.Context, name string) error {
	if TypeOf(name) == "" {
		return nil
	}
	if err := s.client.RemoveObject(ctx, s.bucket, s.prefix+name, minio.RemoveObjectOptions{}); err != nil {
		return fmt.Errorf("deleting a file in the bucket: %w", err)
	}
	return nil
}
