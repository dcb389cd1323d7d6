module github.com/attache-kg/attache

go 1.26.8

require (
	golang.org/x/text v0.43.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)
