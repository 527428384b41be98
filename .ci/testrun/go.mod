module testrun

go 1.26
