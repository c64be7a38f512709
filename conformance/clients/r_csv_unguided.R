# R: read.csv of every CSV file with nothing said of its columns, so that R guesses their classes.

# R tells a space in the name of its own program as "~+~".
program <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
here <- dirname(gsub("~+~", " ", program, fixed = TRUE))
source(file.path(here, "answer.R"))

frames <- list()
for (resource in csv_resources(arguments[[1]])) {
  frames[[resource$table]] <- read.csv(resource$path, na.strings = "", encoding = "UTF-8")
}
write_answer(frames, arguments[[2]])
